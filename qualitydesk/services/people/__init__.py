"""People of the desk: coming in, their logins and roles, and the passwords behind their signatures."""

from __future__ import annotations

from qualitydesk.services.passwords import SHORTEST_PASSWORD as SHORTEST_PASSWORD
from qualitydesk.services.passwords import fits as fits
from qualitydesk.services.passwords import hash_password as hash_password
from qualitydesk.services.people.entry import NewPerson as NewPerson
from qualitydesk.services.people.entry import add_person as add_person
from qualitydesk.services.people.entry import confirm_password as confirm_password
from qualitydesk.services.people.entry import create_first_person as create_first_person
from qualitydesk.services.people.entry import create_person as create_person
from qualitydesk.services.people.entry import list_people as list_people
from qualitydesk.services.people.entry import people as people
from qualitydesk.services.people.entry import people_exist as people_exist
from qualitydesk.services.people.entry import sign_in as sign_in
from qualitydesk.services.people.managing import PersonFields as PersonFields
from qualitydesk.services.people.managing import PersonFile as PersonFile
from qualitydesk.services.people.managing import change_own_password as change_own_password
from qualitydesk.services.people.managing import count as count
from qualitydesk.services.people.managing import edit_person as edit_person
from qualitydesk.services.people.managing import open_person as open_person
from qualitydesk.services.people.managing import page as page
from qualitydesk.services.people.managing import person_now as person_now
from qualitydesk.services.people.managing import set_password as set_password
from qualitydesk.services.people.managing import switch_off as switch_off
from qualitydesk.services.people.managing import switch_on as switch_on
from qualitydesk.services.people.managing import switch_several as switch_several
from qualitydesk.services.people.managing import view_counts as view_counts
from qualitydesk.store.listings.people import PersonRow as PersonRow
