"""Use cases of inspections: plan, inspect, decide, sign, look up. One call is one transaction and one audit
entry.

What is right or wrong is decided in qualitydesk.domain.inspection; lists are read in
qualitydesk.store.listings.
"""

from __future__ import annotations

from qualitydesk.services.inspections.capture import (
    next_unit,
    record_check,
    record_choice,
    record_reading,
    set_cartons,
    take_answer_back,
)
from qualitydesk.services.inspections.catalogue import (
    catalogue,
    checklist_categories,
    load_starters,
    starter_checklist,
)
from qualitydesk.services.inspections.defects import add_defect, change_defect, remove_defect, restore_defect
from qualitydesk.services.inspections.files import open_inspection, read_photo
from qualitydesk.services.inspections.listing import (
    InspectionRow,
    count,
    page,
    place_names,
    status_counts,
    view_counts,
)
from qualitydesk.services.inspections.lots import LotChoice, choose_lots, find_lot
from qualitydesk.services.inspections.photos import add_photo, remove_photo, restore_photo
from qualitydesk.services.inspections.planning import (
    NewInspection,
    plan_inspection,
    preview_plan,
    reinspect,
)
from qualitydesk.services.inspections.revising import revise_inspection
from qualitydesk.services.inspections.several import (
    assign_inspections,
    cancel_inspections,
    date_inspections,
    inspector_choices,
)
from qualitydesk.services.inspections.shown import (
    CheckLine,
    Consequence,
    DefectLine,
    InspectionFile,
    ReadingLine,
    SignatureLine,
    TrailLine,
)
from qualitydesk.services.inspections.signing import (
    abort_inspection,
    approve_inspection,
    cancel_inspection,
    send_back_inspection,
    start_inspection,
    submit_inspection,
    take_over_inspection,
    waive_inspection,
)
from qualitydesk.store.attachments import Photo as StoredPhoto

__all__ = [
    "CheckLine",
    "Consequence",
    "DefectLine",
    "InspectionFile",
    "InspectionRow",
    "LotChoice",
    "NewInspection",
    "ReadingLine",
    "SignatureLine",
    "StoredPhoto",
    "TrailLine",
    "abort_inspection",
    "add_defect",
    "add_photo",
    "approve_inspection",
    "assign_inspections",
    "cancel_inspection",
    "cancel_inspections",
    "catalogue",
    "change_defect",
    "checklist_categories",
    "choose_lots",
    "count",
    "date_inspections",
    "find_lot",
    "inspector_choices",
    "load_starters",
    "next_unit",
    "open_inspection",
    "page",
    "place_names",
    "plan_inspection",
    "preview_plan",
    "read_photo",
    "record_check",
    "record_choice",
    "record_reading",
    "reinspect",
    "remove_defect",
    "remove_photo",
    "restore_defect",
    "restore_photo",
    "revise_inspection",
    "send_back_inspection",
    "set_cartons",
    "start_inspection",
    "starter_checklist",
    "status_counts",
    "submit_inspection",
    "take_answer_back",
    "take_over_inspection",
    "view_counts",
    "waive_inspection",
]
