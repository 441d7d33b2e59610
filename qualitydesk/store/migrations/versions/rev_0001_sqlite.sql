CREATE TABLE attachment (
    id VARCHAR(36) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    name TEXT NOT NULL,
    media_type VARCHAR(80) NOT NULL,
    size BIGINT NOT NULL,
    width BIGINT,
    height BIGINT,
    taken_at VARCHAR(24),
    stored_at VARCHAR(24) NOT NULL,
    content BLOB,
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT uq_attachment_sha256 UNIQUE (sha256)
);

CREATE TABLE audit_event (
    seq BIGINT NOT NULL,
    at VARCHAR(24) NOT NULL,
    person VARCHAR(80) NOT NULL,
    action VARCHAR(120) NOT NULL,
    payload TEXT NOT NULL,
    prev VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_audit_event PRIMARY KEY (seq),
    CONSTRAINT uq_audit_event_hash UNIQUE (hash)
);

CREATE TABLE buyer (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    reference VARCHAR(120) NOT NULL,
    kind VARCHAR(40) DEFAULT 'Consumer' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    phone VARCHAR(60) DEFAULT '' NOT NULL,
    street TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    region TEXT DEFAULT '' NOT NULL,
    postcode VARCHAR(20) DEFAULT '' NOT NULL,
    country VARCHAR(2) DEFAULT '' NOT NULL,
    CONSTRAINT pk_buyer PRIMARY KEY (id),
    CONSTRAINT uq_buyer_reference UNIQUE (reference),
    CONSTRAINT ck_buyer_version CHECK (version >= 1),
    CONSTRAINT ck_buyer_kind CHECK (kind IN ('Consumer', 'Business'))
);

CREATE INDEX ix_buyer_name ON buyer (name);

CREATE INDEX ix_buyer_phone ON buyer (phone);

CREATE TABLE counter (
    prefix VARCHAR(40) NOT NULL,
    last BIGINT NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY (prefix)
);

CREATE TABLE defect_type (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    code VARCHAR(20) NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    defect_class VARCHAR(40) NOT NULL,
    category VARCHAR(40) DEFAULT '' NOT NULL,
    active SMALLINT DEFAULT '1' NOT NULL,
    CONSTRAINT pk_defect_type PRIMARY KEY (id),
    CONSTRAINT uq_defect_type_code UNIQUE (code),
    CONSTRAINT ck_defect_type_version CHECK (version >= 1),
    CONSTRAINT ck_defect_type_defect_class CHECK (defect_class IN ('Critical', 'Major', 'Minor')),
    CONSTRAINT ck_defect_type_active CHECK (active IN (0, 1))
);

CREATE TABLE party (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    code VARCHAR(80) NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    short_name TEXT DEFAULT '' NOT NULL,
    trade_name TEXT DEFAULT '' NOT NULL,
    country VARCHAR(2) DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    website TEXT DEFAULT '' NOT NULL,
    legal_representative TEXT DEFAULT '' NOT NULL,
    own SMALLINT DEFAULT '0' NOT NULL,
    blocked SMALLINT DEFAULT '0' NOT NULL,
    blocked_reason TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_party PRIMARY KEY (id),
    CONSTRAINT uq_party_code UNIQUE (code),
    CONSTRAINT ck_party_version CHECK (version >= 1),
    CONSTRAINT ck_party_own CHECK (own IN (0, 1)),
    CONSTRAINT ck_party_blocked CHECK (blocked IN (0, 1))
);

CREATE INDEX ix_party_country ON party (country);

CREATE INDEX ix_party_name ON party (name);

CREATE TABLE person (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    login VARCHAR(80) NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    role VARCHAR(40) NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    password_hash TEXT DEFAULT '' NOT NULL,
    active SMALLINT DEFAULT '1' NOT NULL,
    last_seen_at VARCHAR(24),
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT uq_person_login UNIQUE (login),
    CONSTRAINT ck_person_version CHECK (version >= 1),
    CONSTRAINT ck_person_role CHECK (role IN ('Inspector', 'Service', 'Manager', 'Admin', 'Auditor')),
    CONSTRAINT ck_person_active CHECK (active IN (0, 1))
);

CREATE TABLE recall (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    source VARCHAR(40) NOT NULL,
    external_id VARCHAR(120) NOT NULL,
    status VARCHAR(40) DEFAULT 'Notified' NOT NULL,
    market VARCHAR(8) DEFAULT '' NOT NULL,
    published_on VARCHAR(10),
    title TEXT NOT NULL,
    product_text TEXT DEFAULT '' NOT NULL,
    hazard TEXT DEFAULT '' NOT NULL,
    remedy TEXT DEFAULT '' NOT NULL,
    units TEXT DEFAULT '' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_recall PRIMARY KEY (id),
    CONSTRAINT uq_recall_source_external_id UNIQUE (source, external_id),
    CONSTRAINT uq_recall_number UNIQUE (number),
    CONSTRAINT ck_recall_version CHECK (version >= 1),
    CONSTRAINT ck_recall_status CHECK (status IN ('Suspected', 'Assessed', 'Stop sale', 'Notified', 'Recovering', 'Closed'))
);

CREATE TABLE search_doc (
    id INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    record_id VARCHAR(36) NOT NULL,
    number VARCHAR(120) NOT NULL,
    title TEXT NOT NULL,
    tokens TEXT NOT NULL,
    CONSTRAINT pk_search_doc PRIMARY KEY (id)
);

CREATE INDEX ix_search_doc_number ON search_doc (number);

CREATE UNIQUE INDEX ix_search_doc_record_id ON search_doc (record_id);

CREATE TABLE setting (
    name VARCHAR(80) NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE template (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    code VARCHAR(60) NOT NULL,
    edition BIGINT NOT NULL,
    category VARCHAR(40) NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    current SMALLINT DEFAULT '1' NOT NULL,
    CONSTRAINT pk_template PRIMARY KEY (id),
    CONSTRAINT uq_template_code_edition UNIQUE (code, edition),
    CONSTRAINT ck_template_version CHECK (version >= 1),
    CONSTRAINT ck_template_current CHECK (current IN (0, 1))
);

CREATE INDEX ix_template_category ON template (category);

CREATE TABLE attachment_link (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    attachment_id VARCHAR(36) NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject_id VARCHAR(36) NOT NULL,
    purpose VARCHAR(40) DEFAULT 'Photo' NOT NULL,
    caption TEXT DEFAULT '' NOT NULL,
    caption_zh TEXT DEFAULT '' NOT NULL,
    position BIGINT DEFAULT '0' NOT NULL,
    removed_at VARCHAR(24),
    CONSTRAINT pk_attachment_link PRIMARY KEY (id),
    CONSTRAINT fk_attachment_link_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id),
    CONSTRAINT ck_attachment_link_version CHECK (version >= 1),
    CONSTRAINT ck_attachment_link_purpose CHECK (purpose IN ('Photo', 'Paper', 'Evidence', 'Message'))
);

CREATE INDEX ix_attachment_link_attachment_id ON attachment_link (attachment_id);

CREATE INDEX ix_attachment_link_subject_id_position ON attachment_link (subject_id, position);

CREATE TABLE audit_detail (
    event_seq BIGINT NOT NULL,
    salt VARCHAR(64) NOT NULL,
    images TEXT NOT NULL,
    CONSTRAINT pk_audit_detail PRIMARY KEY (event_seq),
    CONSTRAINT fk_audit_detail_event_seq FOREIGN KEY(event_seq) REFERENCES audit_event (seq)
);

CREATE TABLE audit_subject (
    record_id VARCHAR(36) NOT NULL,
    event_seq BIGINT NOT NULL,
    CONSTRAINT pk_audit_subject PRIMARY KEY (record_id, event_seq),
    CONSTRAINT fk_audit_subject_event_seq FOREIGN KEY(event_seq) REFERENCES audit_event (seq)
);

CREATE TABLE certificate (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    scheme VARCHAR(40) NOT NULL,
    market VARCHAR(8) NOT NULL,
    status VARCHAR(40) DEFAULT 'Draft' NOT NULL,
    holder_id VARCHAR(36),
    issuer_id VARCHAR(36),
    body_number VARCHAR(40) DEFAULT '' NOT NULL,
    issued_on VARCHAR(10),
    valid_from VARCHAR(10),
    valid_to VARCHAR(10),
    standards TEXT,
    citations TEXT,
    superseded_by_id VARCHAR(36),
    doubt TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_certificate PRIMARY KEY (id),
    CONSTRAINT fk_certificate_holder_id FOREIGN KEY(holder_id) REFERENCES party (id),
    CONSTRAINT fk_certificate_issuer_id FOREIGN KEY(issuer_id) REFERENCES party (id),
    CONSTRAINT fk_certificate_superseded_by_id FOREIGN KEY(superseded_by_id) REFERENCES certificate (id),
    CONSTRAINT ck_certificate_version CHECK (version >= 1),
    CONSTRAINT ck_certificate_status CHECK (status IN ('Draft', 'Submitted', 'Under review', 'Valid', 'Rejected', 'Expiring', 'Expired', 'Suspended', 'Withdrawn', 'Superseded'))
);

CREATE INDEX ix_certificate_holder_id ON certificate (holder_id);

CREATE INDEX ix_certificate_issuer_id ON certificate (issuer_id);

CREATE INDEX ix_certificate_market ON certificate (market);

CREATE INDEX ix_certificate_number ON certificate (number);

CREATE INDEX ix_certificate_scheme ON certificate (scheme);

CREATE INDEX ix_certificate_superseded_by_id ON certificate (superseded_by_id);

CREATE INDEX ix_certificate_valid_to_id ON certificate (valid_to, id);

CREATE TABLE draft (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    form VARCHAR(60) NOT NULL,
    record_id VARCHAR(36) DEFAULT '' NOT NULL,
    content TEXT NOT NULL,
    saved_at VARCHAR(24) NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id),
    CONSTRAINT uq_draft_person_id_form_record_id UNIQUE (person_id, form, record_id),
    CONSTRAINT fk_draft_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_draft_version CHECK (version >= 1)
);

CREATE TABLE issued_document (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    state VARCHAR(40) DEFAULT 'Reserved' NOT NULL,
    subject_id VARCHAR(36) NOT NULL,
    subject_number VARCHAR(120) NOT NULL,
    revision BIGINT DEFAULT '1' NOT NULL,
    language VARCHAR(20) NOT NULL,
    reserved_at VARCHAR(24) NOT NULL,
    issued_at VARCHAR(24),
    issued_by_id VARCHAR(36) NOT NULL,
    sha256 VARCHAR(64) DEFAULT '' NOT NULL,
    record_hash VARCHAR(64) DEFAULT '' NOT NULL,
    check_code VARCHAR(20) DEFAULT '' NOT NULL,
    record TEXT DEFAULT '' NOT NULL,
    chain_seq BIGINT DEFAULT '0' NOT NULL,
    chain_head VARCHAR(64) DEFAULT '' NOT NULL,
    attachment_id VARCHAR(36),
    superseded_by_id VARCHAR(36),
    void_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_issued_document PRIMARY KEY (id),
    CONSTRAINT uq_issued_document_number UNIQUE (number),
    CONSTRAINT fk_issued_document_issued_by_id FOREIGN KEY(issued_by_id) REFERENCES person (id),
    CONSTRAINT fk_issued_document_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id),
    CONSTRAINT fk_issued_document_superseded_by_id FOREIGN KEY(superseded_by_id) REFERENCES issued_document (id),
    CONSTRAINT ck_issued_document_version CHECK (version >= 1),
    CONSTRAINT ck_issued_document_kind CHECK (kind IN ('inspection-certificate', 'conformity-declaration', 'claim-report', 'dossier', 'recovery-notice', 'non-conformity-8d', 'scorecard', 'compliance-report')),
    CONSTRAINT ck_issued_document_state CHECK (state IN ('Reserved', 'Issued', 'Superseded', 'Void'))
);

CREATE INDEX ix_issued_document_check_code ON issued_document (check_code);

CREATE INDEX ix_issued_document_issued_by_id ON issued_document (issued_by_id);

CREATE INDEX ix_issued_document_sha256 ON issued_document (sha256);

CREATE INDEX ix_issued_document_state_id ON issued_document (state, id);

CREATE INDEX ix_issued_document_subject_id_kind ON issued_document (subject_id, kind);

CREATE INDEX ix_issued_document_subject_number ON issued_document (subject_number);

CREATE INDEX ix_issued_document_superseded_by_id ON issued_document (superseded_by_id);

CREATE TABLE mandate (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    giver_id VARCHAR(36) NOT NULL,
    holder_id VARCHAR(36) NOT NULL,
    duty VARCHAR(40) NOT NULL,
    market VARCHAR(8) DEFAULT '' NOT NULL,
    reference VARCHAR(120) DEFAULT '' NOT NULL,
    valid_from VARCHAR(10),
    valid_to VARCHAR(10),
    scope TEXT DEFAULT '' NOT NULL,
    tasks TEXT,
    receives_notices SMALLINT DEFAULT '0' NOT NULL,
    languages TEXT,
    CONSTRAINT pk_mandate PRIMARY KEY (id),
    CONSTRAINT fk_mandate_giver_id FOREIGN KEY(giver_id) REFERENCES party (id),
    CONSTRAINT fk_mandate_holder_id FOREIGN KEY(holder_id) REFERENCES party (id),
    CONSTRAINT ck_mandate_version CHECK (version >= 1),
    CONSTRAINT ck_mandate_duty CHECK (duty IN ('manufacturer', 'producer', 'brand_owner', 'exporter', 'importer', 'authorised_rep', 'fulfilment_provider', 'distributor', 'seller', 'platform', 'domestic_agent', 'certifier', 'importer_of_record', 'declarant', 'customs_broker', 'carrier', 'payment_provider', 'test_lab', 'inspection_body', 'notified_body', 'record_keeper', 'warehouse', 'insurer', 'responsible_person')),
    CONSTRAINT ck_mandate_receives_notices CHECK (receives_notices IN (0, 1))
);

CREATE INDEX ix_mandate_giver_id ON mandate (giver_id);

CREATE INDEX ix_mandate_holder_id ON mandate (holder_id);

CREATE TABLE party_address (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    party_id VARCHAR(36) NOT NULL,
    kind VARCHAR(40) DEFAULT 'Registered' NOT NULL,
    street TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    region TEXT DEFAULT '' NOT NULL,
    postcode TEXT DEFAULT '' NOT NULL,
    country VARCHAR(2) DEFAULT '' NOT NULL,
    po_box SMALLINT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_party_address PRIMARY KEY (id),
    CONSTRAINT fk_party_address_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT ck_party_address_version CHECK (version >= 1),
    CONSTRAINT ck_party_address_kind CHECK (kind IN ('Registered', 'Postal', 'Factory', 'Returns', 'Billing')),
    CONSTRAINT ck_party_address_po_box CHECK (po_box IN (0, 1))
);

CREATE INDEX ix_party_address_party_id ON party_address (party_id);

CREATE TABLE party_check (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    party_id VARCHAR(36) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    outcome VARCHAR(40) DEFAULT 'Open' NOT NULL,
    evidence TEXT DEFAULT '' NOT NULL,
    reviewer_id VARCHAR(36),
    checked_on VARCHAR(10),
    valid_to VARCHAR(10),
    CONSTRAINT pk_party_check PRIMARY KEY (id),
    CONSTRAINT fk_party_check_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT fk_party_check_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES person (id),
    CONSTRAINT ck_party_check_version CHECK (version >= 1),
    CONSTRAINT ck_party_check_kind CHECK (kind IN ('Identity', 'Credit', 'Licence', 'Supervision', 'Identity of the leader', 'Insurance')),
    CONSTRAINT ck_party_check_outcome CHECK (outcome IN ('Passed', 'Failed', 'Open'))
);

CREATE INDEX ix_party_check_party_id ON party_check (party_id);

CREATE INDEX ix_party_check_reviewer_id ON party_check (reviewer_id);

CREATE TABLE party_contact (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    party_id VARCHAR(36) NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    function TEXT DEFAULT '' NOT NULL,
    phone TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_party_contact PRIMARY KEY (id),
    CONSTRAINT fk_party_contact_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT ck_party_contact_version CHECK (version >= 1)
);

CREATE INDEX ix_party_contact_party_id ON party_contact (party_id);

CREATE TABLE party_identifier (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    party_id VARCHAR(36) NOT NULL,
    scheme VARCHAR(40) NOT NULL,
    value VARCHAR(80) NOT NULL,
    CONSTRAINT pk_party_identifier PRIMARY KEY (id),
    CONSTRAINT uq_party_identifier_party_id_scheme_value UNIQUE (party_id, scheme, value),
    CONSTRAINT fk_party_identifier_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT ck_party_identifier_version CHECK (version >= 1)
);

CREATE INDEX ix_party_identifier_party_id ON party_identifier (party_id);

CREATE INDEX ix_party_identifier_value ON party_identifier (value);

CREATE TABLE party_role (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    party_id VARCHAR(36) NOT NULL,
    role VARCHAR(40) NOT NULL,
    CONSTRAINT pk_party_role PRIMARY KEY (id),
    CONSTRAINT uq_party_role_party_id_role UNIQUE (party_id, role),
    CONSTRAINT fk_party_role_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT ck_party_role_version CHECK (version >= 1),
    CONSTRAINT ck_party_role_role CHECK (role IN ('manufacturer', 'producer', 'brand_owner', 'exporter', 'importer', 'authorised_rep', 'fulfilment_provider', 'distributor', 'seller', 'platform', 'domestic_agent', 'certifier', 'importer_of_record', 'declarant', 'customs_broker', 'carrier', 'payment_provider', 'test_lab', 'inspection_body', 'notified_body', 'record_keeper', 'warehouse', 'insurer'))
);

CREATE INDEX ix_party_role_party_id ON party_role (party_id);

CREATE INDEX ix_party_role_role ON party_role (role);

CREATE TABLE place (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    code VARCHAR(80) NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    kind VARCHAR(40) DEFAULT 'Town' NOT NULL,
    unlocode VARCHAR(5) DEFAULT '' NOT NULL,
    country VARCHAR(2) DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    timezone VARCHAR(60) DEFAULT 'UTC' NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    operator_id VARCHAR(36),
    CONSTRAINT pk_place PRIMARY KEY (id),
    CONSTRAINT uq_place_code UNIQUE (code),
    CONSTRAINT fk_place_operator_id FOREIGN KEY(operator_id) REFERENCES party (id),
    CONSTRAINT ck_place_version CHECK (version >= 1),
    CONSTRAINT ck_place_kind CHECK (kind IN ('Factory', 'Port', 'Airport', 'Warehouse', 'Overseas warehouse', 'Customs', 'Office', 'Shop', 'Town'))
);

CREATE INDEX ix_place_name ON place (name);

CREATE INDEX ix_place_operator_id ON place (operator_id);

CREATE TABLE product (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    sku VARCHAR(120) NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    brand TEXT DEFAULT '' NOT NULL,
    model TEXT DEFAULT '' NOT NULL,
    category VARCHAR(40) NOT NULL,
    gtin VARCHAR(14) DEFAULT '' NOT NULL,
    hs_code VARCHAR(12) DEFAULT '' NOT NULL,
    origin VARCHAR(2) DEFAULT '' NOT NULL,
    maker_id VARCHAR(36),
    description TEXT DEFAULT '' NOT NULL,
    warnings TEXT DEFAULT '' NOT NULL,
    age_grade TEXT DEFAULT '' NOT NULL,
    attributes TEXT,
    active SMALLINT DEFAULT '1' NOT NULL,
    CONSTRAINT pk_product PRIMARY KEY (id),
    CONSTRAINT uq_product_sku UNIQUE (sku),
    CONSTRAINT fk_product_maker_id FOREIGN KEY(maker_id) REFERENCES party (id),
    CONSTRAINT ck_product_version CHECK (version >= 1),
    CONSTRAINT ck_product_active CHECK (active IN (0, 1))
);

CREATE INDEX ix_product_category ON product (category);

CREATE INDEX ix_product_gtin ON product (gtin);

CREATE INDEX ix_product_maker_id ON product (maker_id);

CREATE INDEX ix_product_name ON product (name);

CREATE TABLE sales_order (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    channel VARCHAR(60) DEFAULT '' NOT NULL,
    buyer_id VARCHAR(36),
    status VARCHAR(40) DEFAULT '' NOT NULL,
    market VARCHAR(8) DEFAULT '' NOT NULL,
    country VARCHAR(2) DEFAULT '' NOT NULL,
    placed_at VARCHAR(24),
    promised_on VARCHAR(10),
    shipped_at VARCHAR(24),
    delivered_at VARCHAR(24),
    currency VARCHAR(3) NOT NULL,
    goods_minor BIGINT NOT NULL,
    freight_minor BIGINT DEFAULT '0' NOT NULL,
    payment_provider_id VARCHAR(36),
    payment_reference VARCHAR(120) DEFAULT '' NOT NULL,
    CONSTRAINT pk_sales_order PRIMARY KEY (id),
    CONSTRAINT uq_sales_order_channel_number UNIQUE (channel, number),
    CONSTRAINT fk_sales_order_buyer_id FOREIGN KEY(buyer_id) REFERENCES buyer (id),
    CONSTRAINT fk_sales_order_payment_provider_id FOREIGN KEY(payment_provider_id) REFERENCES party (id),
    CONSTRAINT ck_sales_order_version CHECK (version >= 1),
    CONSTRAINT ck_sales_order_currency CHECK (length(currency) = 3)
);

CREATE INDEX ix_sales_order_buyer_id ON sales_order (buyer_id);

CREATE INDEX ix_sales_order_number ON sales_order (number);

CREATE INDEX ix_sales_order_payment_provider_id ON sales_order (payment_provider_id);

CREATE INDEX ix_sales_order_payment_reference ON sales_order (payment_reference);

CREATE INDEX ix_sales_order_placed_at_id ON sales_order (placed_at, id);

CREATE TABLE saved_view (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    screen VARCHAR(60) NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_saved_view PRIMARY KEY (id),
    CONSTRAINT uq_saved_view_person_id_screen_name UNIQUE (person_id, screen, name),
    CONSTRAINT fk_saved_view_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_saved_view_version CHECK (version >= 1)
);

CREATE TABLE signature (
    id VARCHAR(36) NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject_id VARCHAR(36) NOT NULL,
    revision BIGINT DEFAULT '1' NOT NULL,
    person_id VARCHAR(36) NOT NULL,
    meaning VARCHAR(60) NOT NULL,
    at VARCHAR(24) NOT NULL,
    content_hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_signature PRIMARY KEY (id),
    CONSTRAINT fk_signature_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_signature_subject_kind CHECK (subject_kind IN ('inspection', 'claim', 'shipment', 'document', 'refund'))
);

CREATE INDEX ix_signature_person_id ON signature (person_id);

CREATE INDEX ix_signature_subject_id_revision ON signature (subject_id, revision);

CREATE TABLE template_check (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    template_id VARCHAR(36) NOT NULL,
    position BIGINT NOT NULL,
    code VARCHAR(40) DEFAULT '' NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    requirement TEXT DEFAULT '' NOT NULL,
    requirement_zh TEXT DEFAULT '' NOT NULL,
    how_to TEXT DEFAULT '' NOT NULL,
    how_to_zh TEXT DEFAULT '' NOT NULL,
    kind VARCHAR(40) NOT NULL,
    choices TEXT,
    unit VARCHAR(20) DEFAULT '' NOT NULL,
    lower VARCHAR(40),
    upper VARCHAR(40),
    defect_code VARCHAR(20) DEFAULT '' NOT NULL,
    sample VARCHAR(20) DEFAULT '' NOT NULL,
    photo_required SMALLINT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_template_check PRIMARY KEY (id),
    CONSTRAINT uq_template_check_template_id_position UNIQUE (template_id, position),
    CONSTRAINT fk_template_check_template_id FOREIGN KEY(template_id) REFERENCES template (id),
    CONSTRAINT ck_template_check_version CHECK (version >= 1),
    CONSTRAINT ck_template_check_kind CHECK (kind IN ('pass_fail', 'choice', 'measure')),
    CONSTRAINT ck_template_check_photo_required CHECK (photo_required IN (0, 1))
);

CREATE TABLE thumbnail (
    id VARCHAR(36) NOT NULL,
    attachment_id VARCHAR(36) NOT NULL,
    edge BIGINT NOT NULL,
    jpeg BLOB NOT NULL,
    CONSTRAINT pk_thumbnail PRIMARY KEY (id),
    CONSTRAINT uq_thumbnail_attachment_id_edge UNIQUE (attachment_id, edge),
    CONSTRAINT fk_thumbnail_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id)
);

CREATE TABLE certificate_event (
    id VARCHAR(36) NOT NULL,
    certificate_id VARCHAR(36) NOT NULL,
    at VARCHAR(24) NOT NULL,
    status VARCHAR(40) NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    person_id VARCHAR(36),
    CONSTRAINT pk_certificate_event PRIMARY KEY (id),
    CONSTRAINT fk_certificate_event_certificate_id FOREIGN KEY(certificate_id) REFERENCES certificate (id),
    CONSTRAINT fk_certificate_event_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_certificate_event_status CHECK (status IN ('Draft', 'Submitted', 'Under review', 'Valid', 'Rejected', 'Expiring', 'Expired', 'Suspended', 'Withdrawn', 'Superseded'))
);

CREATE INDEX ix_certificate_event_certificate_id ON certificate_event (certificate_id);

CREATE INDEX ix_certificate_event_person_id ON certificate_event (person_id);

CREATE TABLE certificate_scope (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    certificate_id VARCHAR(36) NOT NULL,
    product_id VARCHAR(36),
    model VARCHAR(120) DEFAULT '' NOT NULL,
    CONSTRAINT pk_certificate_scope PRIMARY KEY (id),
    CONSTRAINT fk_certificate_scope_certificate_id FOREIGN KEY(certificate_id) REFERENCES certificate (id),
    CONSTRAINT fk_certificate_scope_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT ck_certificate_scope_version CHECK (version >= 1)
);

CREATE INDEX ix_certificate_scope_certificate_id ON certificate_scope (certificate_id);

CREATE INDEX ix_certificate_scope_model ON certificate_scope (model);

CREATE INDEX ix_certificate_scope_product_id ON certificate_scope (product_id);

CREATE TABLE claim (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    status VARCHAR(40) DEFAULT 'New' NOT NULL,
    kind VARCHAR(40) NOT NULL,
    market VARCHAR(8) NOT NULL,
    country VARCHAR(2) DEFAULT '' NOT NULL,
    region VARCHAR(8) DEFAULT '' NOT NULL,
    order_id VARCHAR(36),
    buyer_id VARCHAR(36),
    received_at VARCHAR(24) NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    reason_type_id VARCHAR(36),
    reason TEXT DEFAULT '' NOT NULL,
    safety VARCHAR(40) DEFAULT 'None' NOT NULL,
    currency VARCHAR(3) NOT NULL,
    asked VARCHAR(40) DEFAULT 'None' NOT NULL,
    asked_minor BIGINT,
    granted VARCHAR(40) DEFAULT 'None' NOT NULL,
    granted_minor BIGINT,
    disposition VARCHAR(40) DEFAULT 'None' NOT NULL,
    handler_id VARCHAR(36),
    decided_by_id VARCHAR(36),
    decided_at VARCHAR(24),
    settled_at VARCHAR(24),
    closed_at VARCHAR(24),
    reopened_count BIGINT DEFAULT '0' NOT NULL,
    next_due_on VARCHAR(10),
    next_due_rule VARCHAR(80) DEFAULT '' NOT NULL,
    recovery_waived_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_claim PRIMARY KEY (id),
    CONSTRAINT uq_claim_number UNIQUE (number),
    CONSTRAINT fk_claim_order_id FOREIGN KEY(order_id) REFERENCES sales_order (id),
    CONSTRAINT fk_claim_buyer_id FOREIGN KEY(buyer_id) REFERENCES buyer (id),
    CONSTRAINT fk_claim_reason_type_id FOREIGN KEY(reason_type_id) REFERENCES defect_type (id),
    CONSTRAINT fk_claim_handler_id FOREIGN KEY(handler_id) REFERENCES person (id),
    CONSTRAINT fk_claim_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES person (id),
    CONSTRAINT ck_claim_version CHECK (version >= 1),
    CONSTRAINT ck_claim_status CHECK (status IN ('New', 'Triaged', 'Waiting for buyer', 'Under investigation', 'Decided', 'Return expected', 'Goods received', 'Goods inspected', 'Settled', 'Closed', 'Withdrawn', 'Reopened')),
    CONSTRAINT ck_claim_kind CHECK (kind IN ('Change of mind', 'Defective', 'Wrong item', 'Not as described', 'Damaged in transit', 'Missing parts', 'Counterfeit', 'Not received', 'Safety', 'Other')),
    CONSTRAINT ck_claim_safety CHECK (safety IN ('None', 'Injury', 'Fire', 'Electric shock')),
    CONSTRAINT ck_claim_currency CHECK (length(currency) = 3),
    CONSTRAINT ck_claim_asked CHECK (asked IN ('None', 'Refund', 'Part refund', 'Replacement', 'Repair', 'Missing parts', 'Goodwill', 'Rejected')),
    CONSTRAINT ck_claim_granted CHECK (granted IN ('None', 'Refund', 'Part refund', 'Replacement', 'Repair', 'Missing parts', 'Goodwill', 'Rejected')),
    CONSTRAINT ck_claim_disposition CHECK (disposition IN ('None', 'Buyer keeps it', 'Disposed of by buyer', 'Return to storage centre', 'Back to stock', 'Sold as second grade', 'Repaired', 'Return to supplier', 'Scrapped'))
);

CREATE INDEX ix_claim_buyer_id ON claim (buyer_id);

CREATE INDEX ix_claim_handler_id ON claim (handler_id);

CREATE INDEX ix_claim_market ON claim (market);

CREATE INDEX ix_claim_next_due_on_id ON claim (next_due_on, id);

CREATE INDEX ix_claim_order_id ON claim (order_id);

CREATE INDEX ix_claim_reason_type_id ON claim (reason_type_id);

CREATE INDEX ix_claim_received_at_id ON claim (received_at, id);

CREATE INDEX ix_claim_status_id ON claim (status, id);

CREATE TABLE lot (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    product_id VARCHAR(36) NOT NULL,
    maker_id VARCHAR(36),
    place_id VARCHAR(36),
    quantity BIGINT DEFAULT '0' NOT NULL,
    cartons BIGINT DEFAULT '0' NOT NULL,
    made_on VARCHAR(10),
    expires_on VARCHAR(10),
    status VARCHAR(40) DEFAULT 'Open' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_lot PRIMARY KEY (id),
    CONSTRAINT uq_lot_product_id_number UNIQUE (product_id, number),
    CONSTRAINT fk_lot_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_lot_maker_id FOREIGN KEY(maker_id) REFERENCES party (id),
    CONSTRAINT fk_lot_place_id FOREIGN KEY(place_id) REFERENCES place (id),
    CONSTRAINT ck_lot_version CHECK (version >= 1),
    CONSTRAINT ck_lot_quantity CHECK (quantity >= 0),
    CONSTRAINT ck_lot_status CHECK (status IN ('Open', 'Released', 'Hold', 'Rework or sort', 'Return to supplier', 'Scrapped', 'Recalled'))
);

CREATE INDEX ix_lot_maker_id ON lot (maker_id);

CREATE INDEX ix_lot_number ON lot (number);

CREATE INDEX ix_lot_place_id ON lot (place_id);

CREATE TABLE order_payment (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    order_id VARCHAR(36) NOT NULL,
    sequence BIGINT NOT NULL,
    kind VARCHAR(40) DEFAULT '' NOT NULL,
    instalments BIGINT DEFAULT '1' NOT NULL,
    amount_minor BIGINT NOT NULL,
    reference VARCHAR(120) DEFAULT '' NOT NULL,
    CONSTRAINT pk_order_payment PRIMARY KEY (id),
    CONSTRAINT uq_order_payment_order_id_sequence UNIQUE (order_id, sequence),
    CONSTRAINT fk_order_payment_order_id FOREIGN KEY(order_id) REFERENCES sales_order (id),
    CONSTRAINT ck_order_payment_version CHECK (version >= 1)
);

CREATE TABLE product_model (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    product_id VARCHAR(36) NOT NULL,
    model VARCHAR(120) NOT NULL,
    CONSTRAINT pk_product_model PRIMARY KEY (id),
    CONSTRAINT uq_product_model_product_id_model UNIQUE (product_id, model),
    CONSTRAINT fk_product_model_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT ck_product_model_version CHECK (version >= 1)
);

CREATE INDEX ix_product_model_model ON product_model (model);

CREATE INDEX ix_product_model_product_id ON product_model (product_id);

CREATE TABLE shipment (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    status VARCHAR(40) DEFAULT 'Draft' NOT NULL,
    mode VARCHAR(40) DEFAULT 'B2C' NOT NULL,
    market VARCHAR(8) DEFAULT '' NOT NULL,
    destination_country VARCHAR(2) DEFAULT '' NOT NULL,
    customs_procedure VARCHAR(40) DEFAULT '' NOT NULL,
    incoterm VARCHAR(40) DEFAULT '' NOT NULL,
    incoterm_place TEXT DEFAULT '' NOT NULL,
    transport VARCHAR(40) DEFAULT 'Sea' NOT NULL,
    from_place_id VARCHAR(36),
    entry_place_id VARCHAR(36),
    to_place_id VARCHAR(36),
    tracking_number VARCHAR(80) DEFAULT '' NOT NULL,
    container_number VARCHAR(20) DEFAULT '' NOT NULL,
    mrn VARCHAR(40) DEFAULT '' NOT NULL,
    cut_off_at VARCHAR(24),
    departs_on VARCHAR(10),
    arrives_on VARCHAR(10),
    received_at VARCHAR(24),
    currency VARCHAR(3) NOT NULL,
    declared_minor BIGINT,
    declaration_no BIGINT DEFAULT '0' NOT NULL,
    declared_at VARCHAR(24),
    released_at VARCHAR(24),
    released_by_id VARCHAR(36),
    owner_id VARCHAR(36),
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_shipment PRIMARY KEY (id),
    CONSTRAINT uq_shipment_number UNIQUE (number),
    CONSTRAINT fk_shipment_from_place_id FOREIGN KEY(from_place_id) REFERENCES place (id),
    CONSTRAINT fk_shipment_entry_place_id FOREIGN KEY(entry_place_id) REFERENCES place (id),
    CONSTRAINT fk_shipment_to_place_id FOREIGN KEY(to_place_id) REFERENCES place (id),
    CONSTRAINT fk_shipment_released_by_id FOREIGN KEY(released_by_id) REFERENCES person (id),
    CONSTRAINT fk_shipment_owner_id FOREIGN KEY(owner_id) REFERENCES person (id),
    CONSTRAINT ck_shipment_version CHECK (version >= 1),
    CONSTRAINT ck_shipment_status CHECK (status IN ('Draft', 'Declared', 'Released', 'In transit', 'Customs hold', 'Customs released', 'Received', 'Closed', 'Cancelled', 'Lost')),
    CONSTRAINT ck_shipment_mode CHECK (mode IN ('B2B', 'B2C')),
    CONSTRAINT ck_shipment_customs_procedure CHECK (customs_procedure IN ('', '0110', '1210', '1239', '9610', '9710', '9810')),
    CONSTRAINT ck_shipment_incoterm CHECK (incoterm IN ('', 'EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF')),
    CONSTRAINT ck_shipment_transport CHECK (transport IN ('Sea', 'Air', 'Rail', 'Road', 'Post', 'Storage', 'Customs')),
    CONSTRAINT ck_shipment_currency CHECK (length(currency) = 3)
);

CREATE INDEX ix_shipment_arrives_on_id ON shipment (arrives_on, id);

CREATE INDEX ix_shipment_container_number ON shipment (container_number);

CREATE INDEX ix_shipment_entry_place_id ON shipment (entry_place_id);

CREATE INDEX ix_shipment_from_place_id ON shipment (from_place_id);

CREATE INDEX ix_shipment_market ON shipment (market);

CREATE INDEX ix_shipment_owner_id ON shipment (owner_id);

CREATE INDEX ix_shipment_released_by_id ON shipment (released_by_id);

CREATE INDEX ix_shipment_status_id ON shipment (status, id);

CREATE INDEX ix_shipment_to_place_id ON shipment (to_place_id);

CREATE INDEX ix_shipment_tracking_number ON shipment (tracking_number);

CREATE TABLE claim_deadline (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    rule VARCHAR(80) NOT NULL,
    topic VARCHAR(40) NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT DEFAULT '' NOT NULL,
    actor VARCHAR(40) DEFAULT '' NOT NULL,
    law TEXT NOT NULL,
    confidence VARCHAR(40) NOT NULL,
    due_on VARCHAR(10),
    due_at VARCHAR(24),
    nominal_on VARCHAR(10),
    target_on VARCHAR(10),
    provisional SMALLINT DEFAULT '0' NOT NULL,
    zone VARCHAR(60) DEFAULT '' NOT NULL,
    calendar VARCHAR(20) DEFAULT '' NOT NULL,
    pack_version VARCHAR(20) DEFAULT '' NOT NULL,
    holidays_version VARCHAR(20) DEFAULT '' NOT NULL,
    state VARCHAR(40) DEFAULT 'Open' NOT NULL,
    kept_at VARCHAR(24),
    CONSTRAINT pk_claim_deadline PRIMARY KEY (id),
    CONSTRAINT uq_claim_deadline_claim_id_rule UNIQUE (claim_id, rule),
    CONSTRAINT fk_claim_deadline_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT ck_claim_deadline_version CHECK (version >= 1),
    CONSTRAINT ck_claim_deadline_confidence CHECK (confidence IN ('verified', 'recalled')),
    CONSTRAINT ck_claim_deadline_provisional CHECK (provisional IN (0, 1)),
    CONSTRAINT ck_claim_deadline_state CHECK (state IN ('Open', 'Kept', 'Missed', 'Dropped'))
);

CREATE INDEX ix_claim_deadline_state_due_on ON claim_deadline (state, due_on);

CREATE TABLE claim_event (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    event VARCHAR(60) NOT NULL,
    at VARCHAR(24) NOT NULL,
    date_only SMALLINT DEFAULT '0' NOT NULL,
    zone VARCHAR(60) DEFAULT 'UTC' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_claim_event PRIMARY KEY (id),
    CONSTRAINT fk_claim_event_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT ck_claim_event_version CHECK (version >= 1),
    CONSTRAINT ck_claim_event_date_only CHECK (date_only IN (0, 1))
);

CREATE INDEX ix_claim_event_claim_id ON claim_event (claim_id);

CREATE TABLE claim_message (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    at VARCHAR(24) NOT NULL,
    direction VARCHAR(40) NOT NULL,
    counterpart VARCHAR(40) NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_claim_message PRIMARY KEY (id),
    CONSTRAINT fk_claim_message_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT ck_claim_message_version CHECK (version >= 1),
    CONSTRAINT ck_claim_message_direction CHECK (direction IN ('In', 'Out', 'Note')),
    CONSTRAINT ck_claim_message_counterpart CHECK (counterpart IN ('Buyer', 'Maker', 'Carrier', 'Insurer', 'Authority', 'Us'))
);

CREATE INDEX ix_claim_message_claim_id ON claim_message (claim_id);

CREATE TABLE claim_step (
    id VARCHAR(36) NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    at VARCHAR(24) NOT NULL,
    verb VARCHAR(40) NOT NULL,
    from_status VARCHAR(40) NOT NULL,
    to_status VARCHAR(40) NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    person_id VARCHAR(36),
    CONSTRAINT pk_claim_step PRIMARY KEY (id),
    CONSTRAINT fk_claim_step_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT fk_claim_step_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT ck_claim_step_from_status CHECK (from_status IN ('New', 'Triaged', 'Waiting for buyer', 'Under investigation', 'Decided', 'Return expected', 'Goods received', 'Goods inspected', 'Settled', 'Closed', 'Withdrawn', 'Reopened')),
    CONSTRAINT ck_claim_step_to_status CHECK (to_status IN ('New', 'Triaged', 'Waiting for buyer', 'Under investigation', 'Decided', 'Return expected', 'Goods received', 'Goods inspected', 'Settled', 'Closed', 'Withdrawn', 'Reopened'))
);

CREATE INDEX ix_claim_step_claim_id ON claim_step (claim_id);

CREATE INDEX ix_claim_step_person_id ON claim_step (person_id);

CREATE TABLE cost_line (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    amount_minor BIGINT NOT NULL,
    state VARCHAR(40) DEFAULT 'Estimate' NOT NULL,
    withdrawn_at VARCHAR(24),
    CONSTRAINT pk_cost_line PRIMARY KEY (id),
    CONSTRAINT fk_cost_line_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT ck_cost_line_version CHECK (version >= 1),
    CONSTRAINT ck_cost_line_kind CHECK (kind IN ('Refund of price', 'Freight out', 'Return freight', 'Duty and tax', 'Check', 'Disposal', 'Handling', 'Repair', 'Replacement', 'Goodwill', 'Other')),
    CONSTRAINT ck_cost_line_state CHECK (state IN ('Estimate', 'Proposed', 'Booked'))
);

CREATE INDEX ix_cost_line_claim_id ON cost_line (claim_id);

CREATE TABLE custody_leg (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    shipment_id VARCHAR(36) NOT NULL,
    leg_no BIGINT NOT NULL,
    transport VARCHAR(40) DEFAULT 'Road' NOT NULL,
    from_place_id VARCHAR(36),
    to_place_id VARCHAR(36),
    state VARCHAR(40) DEFAULT 'Planned' NOT NULL,
    answers_id VARCHAR(36),
    holder_id VARCHAR(36),
    owner_id VARCHAR(36),
    declarant_id VARCHAR(36),
    planned_from VARCHAR(10),
    planned_to VARCHAR(10),
    handed_over_at VARCHAR(24),
    accepted_at VARCHAR(24),
    document VARCHAR(120) DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_custody_leg PRIMARY KEY (id),
    CONSTRAINT uq_custody_leg_shipment_id_leg_no UNIQUE (shipment_id, leg_no),
    CONSTRAINT fk_custody_leg_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipment (id),
    CONSTRAINT fk_custody_leg_from_place_id FOREIGN KEY(from_place_id) REFERENCES place (id),
    CONSTRAINT fk_custody_leg_to_place_id FOREIGN KEY(to_place_id) REFERENCES place (id),
    CONSTRAINT fk_custody_leg_answers_id FOREIGN KEY(answers_id) REFERENCES party (id),
    CONSTRAINT fk_custody_leg_holder_id FOREIGN KEY(holder_id) REFERENCES party (id),
    CONSTRAINT fk_custody_leg_owner_id FOREIGN KEY(owner_id) REFERENCES party (id),
    CONSTRAINT fk_custody_leg_declarant_id FOREIGN KEY(declarant_id) REFERENCES party (id),
    CONSTRAINT ck_custody_leg_version CHECK (version >= 1),
    CONSTRAINT ck_custody_leg_transport CHECK (transport IN ('Sea', 'Air', 'Rail', 'Road', 'Post', 'Storage', 'Customs')),
    CONSTRAINT ck_custody_leg_state CHECK (state IN ('Planned', 'Handed over', 'Accepted', 'Accepted with remarks', 'Refused'))
);

CREATE INDEX ix_custody_leg_answers_id ON custody_leg (answers_id);

CREATE INDEX ix_custody_leg_declarant_id ON custody_leg (declarant_id);

CREATE INDEX ix_custody_leg_from_place_id ON custody_leg (from_place_id);

CREATE INDEX ix_custody_leg_holder_id ON custody_leg (holder_id);

CREATE INDEX ix_custody_leg_owner_id ON custody_leg (owner_id);

CREATE INDEX ix_custody_leg_to_place_id ON custody_leg (to_place_id);

CREATE TABLE duty_line (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    shipment_id VARCHAR(36) NOT NULL,
    product_id VARCHAR(36),
    duty VARCHAR(40) NOT NULL,
    party_id VARCHAR(36),
    state VARCHAR(40) DEFAULT 'Undeclared' NOT NULL,
    mandate_id VARCHAR(36),
    capacity TEXT DEFAULT '' NOT NULL,
    evidence TEXT DEFAULT '' NOT NULL,
    declared_at VARCHAR(24),
    confirmed_at VARCHAR(24),
    replaced_by_id VARCHAR(36),
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_duty_line PRIMARY KEY (id),
    CONSTRAINT fk_duty_line_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipment (id),
    CONSTRAINT fk_duty_line_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_duty_line_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT fk_duty_line_mandate_id FOREIGN KEY(mandate_id) REFERENCES mandate (id),
    CONSTRAINT fk_duty_line_replaced_by_id FOREIGN KEY(replaced_by_id) REFERENCES duty_line (id),
    CONSTRAINT ck_duty_line_version CHECK (version >= 1),
    CONSTRAINT ck_duty_line_duty CHECK (duty IN ('manufacturer', 'producer', 'brand_owner', 'exporter', 'importer', 'authorised_rep', 'fulfilment_provider', 'distributor', 'seller', 'platform', 'domestic_agent', 'certifier', 'importer_of_record', 'declarant', 'customs_broker', 'carrier', 'payment_provider', 'test_lab', 'inspection_body', 'notified_body', 'record_keeper', 'warehouse', 'insurer', 'responsible_person')),
    CONSTRAINT ck_duty_line_state CHECK (state IN ('Undeclared', 'Declared', 'Evidenced', 'Confirmed', 'Disputed', 'Replaced'))
);

CREATE INDEX ix_duty_line_mandate_id ON duty_line (mandate_id);

CREATE INDEX ix_duty_line_party_id ON duty_line (party_id);

CREATE INDEX ix_duty_line_product_id ON duty_line (product_id);

CREATE INDEX ix_duty_line_replaced_by_id ON duty_line (replaced_by_id);

CREATE INDEX ix_duty_line_shipment_id ON duty_line (shipment_id);

CREATE TABLE feedback (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    source VARCHAR(60) NOT NULL,
    external_id VARCHAR(120) NOT NULL,
    order_number VARCHAR(120) DEFAULT '' NOT NULL,
    order_id VARCHAR(36),
    product_id VARCHAR(36),
    lot_id VARCHAR(36),
    at VARCHAR(24),
    score BIGINT,
    title TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    language VARCHAR(8) DEFAULT '' NOT NULL,
    defect_type_id VARCHAR(36),
    CONSTRAINT pk_feedback PRIMARY KEY (id),
    CONSTRAINT uq_feedback_source_external_id_order_number UNIQUE (source, external_id, order_number),
    CONSTRAINT fk_feedback_order_id FOREIGN KEY(order_id) REFERENCES sales_order (id),
    CONSTRAINT fk_feedback_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_feedback_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT fk_feedback_defect_type_id FOREIGN KEY(defect_type_id) REFERENCES defect_type (id),
    CONSTRAINT ck_feedback_version CHECK (version >= 1)
);

CREATE INDEX ix_feedback_defect_type_id ON feedback (defect_type_id);

CREATE INDEX ix_feedback_lot_id ON feedback (lot_id);

CREATE INDEX ix_feedback_order_id ON feedback (order_id);

CREATE INDEX ix_feedback_order_number ON feedback (order_number);

CREATE INDEX ix_feedback_product_id ON feedback (product_id);

CREATE TABLE gate_exception (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    finding VARCHAR(80) NOT NULL,
    rule VARCHAR(80) DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    shipment_id VARCHAR(36),
    product_id VARCHAR(36),
    market VARCHAR(8) DEFAULT '' NOT NULL,
    granted_by_id VARCHAR(36) NOT NULL,
    granted_at VARCHAR(24) NOT NULL,
    valid_to VARCHAR(10) NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_gate_exception PRIMARY KEY (id),
    CONSTRAINT fk_gate_exception_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipment (id),
    CONSTRAINT fk_gate_exception_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_gate_exception_granted_by_id FOREIGN KEY(granted_by_id) REFERENCES person (id),
    CONSTRAINT ck_gate_exception_version CHECK (version >= 1)
);

CREATE INDEX ix_gate_exception_granted_by_id ON gate_exception (granted_by_id);

CREATE INDEX ix_gate_exception_product_id ON gate_exception (product_id);

CREATE INDEX ix_gate_exception_shipment_id ON gate_exception (shipment_id);

CREATE TABLE inspection (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    revision BIGINT DEFAULT '1' NOT NULL,
    revision_of_id VARCHAR(36),
    revision_reason TEXT DEFAULT '' NOT NULL,
    reinspection_of_id VARCHAR(36),
    kind VARCHAR(40) NOT NULL,
    status VARCHAR(40) DEFAULT 'Planned' NOT NULL,
    result VARCHAR(40) DEFAULT 'Pending' NOT NULL,
    decision VARCHAR(40) DEFAULT 'None' NOT NULL,
    lot_id VARCHAR(36) NOT NULL,
    product_id VARCHAR(36) NOT NULL,
    shipment_id VARCHAR(36),
    place_id VARCHAR(36),
    template_id VARCHAR(36),
    inspector_id VARCHAR(36),
    approver_id VARCHAR(36),
    planned_on VARCHAR(10),
    lot_size BIGINT NOT NULL,
    level VARCHAR(4) NOT NULL,
    severity VARCHAR(12) NOT NULL,
    edition VARCHAR(20) NOT NULL,
    letter VARCHAR(2) DEFAULT '' NOT NULL,
    sample_size BIGINT NOT NULL,
    inspect_all SMALLINT DEFAULT '0' NOT NULL,
    units_done BIGINT DEFAULT '0' NOT NULL,
    cartons_opened BIGINT DEFAULT '0' NOT NULL,
    critical_found BIGINT DEFAULT '0' NOT NULL,
    major_found BIGINT DEFAULT '0' NOT NULL,
    minor_found BIGINT DEFAULT '0' NOT NULL,
    started_at VARCHAR(24),
    submitted_at VARCHAR(24),
    approved_at VARCHAR(24),
    reason TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_inspection PRIMARY KEY (id),
    CONSTRAINT uq_inspection_number_revision UNIQUE (number, revision),
    CONSTRAINT fk_inspection_revision_of_id FOREIGN KEY(revision_of_id) REFERENCES inspection (id),
    CONSTRAINT fk_inspection_reinspection_of_id FOREIGN KEY(reinspection_of_id) REFERENCES inspection (id),
    CONSTRAINT fk_inspection_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT fk_inspection_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_inspection_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipment (id),
    CONSTRAINT fk_inspection_place_id FOREIGN KEY(place_id) REFERENCES place (id),
    CONSTRAINT fk_inspection_template_id FOREIGN KEY(template_id) REFERENCES template (id),
    CONSTRAINT fk_inspection_inspector_id FOREIGN KEY(inspector_id) REFERENCES person (id),
    CONSTRAINT fk_inspection_approver_id FOREIGN KEY(approver_id) REFERENCES person (id),
    CONSTRAINT ck_inspection_version CHECK (version >= 1),
    CONSTRAINT ck_inspection_kind CHECK (kind IN ('PSI', 'Re-PSI', 'DUPRO', 'IPC', 'CLC', 'Receiving', 'Return')),
    CONSTRAINT ck_inspection_status CHECK (status IN ('Planned', 'In progress', 'Submitted', 'Approved', 'Sent back', 'Cancelled', 'Aborted', 'Waived')),
    CONSTRAINT ck_inspection_result CHECK (result IN ('Pending', 'Pass', 'Fail', 'Conditional')),
    CONSTRAINT ck_inspection_decision CHECK (decision IN ('None', 'Release', 'Hold', 'Rework or sort', 'Return to supplier', 'Scrap', 'Use as is')),
    CONSTRAINT ck_inspection_inspect_all CHECK (inspect_all IN (0, 1))
);

CREATE INDEX ix_inspection_inspector_id ON inspection (inspector_id);

CREATE INDEX ix_inspection_lot_id ON inspection (lot_id);

CREATE INDEX ix_inspection_place_id ON inspection (place_id);

CREATE INDEX ix_inspection_planned_on_id ON inspection (planned_on, id);

CREATE INDEX ix_inspection_product_id_id ON inspection (product_id, id);

CREATE INDEX ix_inspection_reinspection_of_id ON inspection (reinspection_of_id);

CREATE INDEX ix_inspection_result_id ON inspection (result, id);

CREATE INDEX ix_inspection_revision_of_id ON inspection (revision_of_id);

CREATE INDEX ix_inspection_shipment_id ON inspection (shipment_id);

CREATE INDEX ix_inspection_status_id ON inspection (status, id);

CREATE TABLE liability_share (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    party_id VARCHAR(36) NOT NULL,
    role VARCHAR(40) DEFAULT '' NOT NULL,
    basis_points BIGINT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_liability_share PRIMARY KEY (id),
    CONSTRAINT uq_liability_share_claim_id_party_id UNIQUE (claim_id, party_id),
    CONSTRAINT ck_liability_share_basis_points CHECK (basis_points BETWEEN 0 AND 10000),
    CONSTRAINT fk_liability_share_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT fk_liability_share_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT ck_liability_share_version CHECK (version >= 1)
);

CREATE INDEX ix_liability_share_party_id ON liability_share (party_id);

CREATE TABLE recall_item (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    recall_id VARCHAR(36) NOT NULL,
    product_id VARCHAR(36),
    lot_id VARCHAR(36),
    gtin VARCHAR(14) DEFAULT '' NOT NULL,
    brand TEXT DEFAULT '' NOT NULL,
    model VARCHAR(200) DEFAULT '' NOT NULL,
    batch TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_recall_item PRIMARY KEY (id),
    CONSTRAINT fk_recall_item_recall_id FOREIGN KEY(recall_id) REFERENCES recall (id),
    CONSTRAINT fk_recall_item_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_recall_item_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT ck_recall_item_version CHECK (version >= 1)
);

CREATE INDEX ix_recall_item_gtin ON recall_item (gtin);

CREATE INDEX ix_recall_item_lot_id ON recall_item (lot_id);

CREATE INDEX ix_recall_item_model ON recall_item (model);

CREATE INDEX ix_recall_item_product_id ON recall_item (product_id);

CREATE INDEX ix_recall_item_recall_id ON recall_item (recall_id);

CREATE TABLE recovery (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    party_id VARCHAR(36) NOT NULL,
    status VARCHAR(40) DEFAULT 'Draft' NOT NULL,
    currency VARCHAR(3) NOT NULL,
    asked_minor BIGINT NOT NULL,
    agreed_minor BIGINT,
    credited_minor BIGINT,
    due_on VARCHAR(10),
    sent_at VARCHAR(24),
    answered_at VARCHAR(24),
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_recovery PRIMARY KEY (id),
    CONSTRAINT uq_recovery_number UNIQUE (number),
    CONSTRAINT fk_recovery_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT fk_recovery_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT ck_recovery_version CHECK (version >= 1),
    CONSTRAINT ck_recovery_status CHECK (status IN ('Draft', 'Sent', 'Acknowledged', 'Agreed', 'Part agreed', 'Refused', 'Credited', 'Written off')),
    CONSTRAINT ck_recovery_currency CHECK (length(currency) = 3)
);

CREATE INDEX ix_recovery_claim_id ON recovery (claim_id);

CREATE INDEX ix_recovery_party_id ON recovery (party_id);

CREATE TABLE refund (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    provider_id VARCHAR(36),
    reference VARCHAR(120) DEFAULT '' NOT NULL,
    currency VARCHAR(3) NOT NULL,
    amount_minor BIGINT NOT NULL,
    rate VARCHAR(40),
    rate_on VARCHAR(10),
    state VARCHAR(40) DEFAULT 'Requested' NOT NULL,
    requested_by_id VARCHAR(36) NOT NULL,
    released_by_id VARCHAR(36),
    released_at VARCHAR(24),
    CONSTRAINT pk_refund PRIMARY KEY (id),
    CONSTRAINT fk_refund_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT fk_refund_provider_id FOREIGN KEY(provider_id) REFERENCES party (id),
    CONSTRAINT fk_refund_requested_by_id FOREIGN KEY(requested_by_id) REFERENCES person (id),
    CONSTRAINT fk_refund_released_by_id FOREIGN KEY(released_by_id) REFERENCES person (id),
    CONSTRAINT ck_refund_version CHECK (version >= 1),
    CONSTRAINT ck_refund_currency CHECK (length(currency) = 3),
    CONSTRAINT ck_refund_state CHECK (state IN ('Requested', 'Released', 'Cancelled'))
);

CREATE INDEX ix_refund_claim_id ON refund (claim_id);

CREATE INDEX ix_refund_provider_id ON refund (provider_id);

CREATE INDEX ix_refund_requested_by_id ON refund (requested_by_id);

CREATE TABLE serial (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    lot_id VARCHAR(36) NOT NULL,
    CONSTRAINT pk_serial PRIMARY KEY (id),
    CONSTRAINT uq_serial_lot_id_number UNIQUE (lot_id, number),
    CONSTRAINT fk_serial_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT ck_serial_version CHECK (version >= 1)
);

CREATE INDEX ix_serial_number ON serial (number);

CREATE TABLE shipment_line (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    shipment_id VARCHAR(36) NOT NULL,
    line_no BIGINT NOT NULL,
    product_id VARCHAR(36) NOT NULL,
    lot_id VARCHAR(36),
    quantity BIGINT NOT NULL,
    cartons BIGINT DEFAULT '0' NOT NULL,
    value_minor BIGINT NOT NULL,
    hs_code VARCHAR(12) DEFAULT '' NOT NULL,
    origin VARCHAR(2) DEFAULT '' NOT NULL,
    order_number VARCHAR(120) DEFAULT '' NOT NULL,
    CONSTRAINT pk_shipment_line PRIMARY KEY (id),
    CONSTRAINT uq_shipment_line_shipment_id_line_no UNIQUE (shipment_id, line_no),
    CONSTRAINT fk_shipment_line_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipment (id),
    CONSTRAINT fk_shipment_line_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_shipment_line_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT ck_shipment_line_version CHECK (version >= 1),
    CONSTRAINT ck_shipment_line_quantity CHECK (quantity >= 0)
);

CREATE INDEX ix_shipment_line_lot_id ON shipment_line (lot_id);

CREATE INDEX ix_shipment_line_order_number ON shipment_line (order_number);

CREATE INDEX ix_shipment_line_product_id ON shipment_line (product_id);

CREATE TABLE custody_event (
    id VARCHAR(36) NOT NULL,
    leg_id VARCHAR(36) NOT NULL,
    at VARCHAR(24) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    remark TEXT DEFAULT '' NOT NULL,
    person_id VARCHAR(36),
    CONSTRAINT pk_custody_event PRIMARY KEY (id),
    CONSTRAINT fk_custody_event_leg_id FOREIGN KEY(leg_id) REFERENCES custody_leg (id),
    CONSTRAINT fk_custody_event_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_custody_event_leg_id ON custody_event (leg_id);

CREATE INDEX ix_custody_event_person_id ON custody_event (person_id);

CREATE TABLE incident (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    status VARCHAR(40) DEFAULT 'Open' NOT NULL,
    claim_id VARCHAR(36),
    inspection_id VARCHAR(36),
    product_id VARCHAR(36),
    lot_id VARCHAR(36),
    aware_at VARCHAR(24) NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_incident PRIMARY KEY (id),
    CONSTRAINT uq_incident_number UNIQUE (number),
    CONSTRAINT fk_incident_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT fk_incident_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id),
    CONSTRAINT fk_incident_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_incident_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT ck_incident_version CHECK (version >= 1),
    CONSTRAINT ck_incident_kind CHECK (kind IN ('Injury', 'Fire', 'Shock', 'Other')),
    CONSTRAINT ck_incident_status CHECK (status IN ('Open', 'Assessed', 'Reported', 'Closed'))
);

CREATE INDEX ix_incident_claim_id ON incident (claim_id);

CREATE INDEX ix_incident_inspection_id ON incident (inspection_id);

CREATE INDEX ix_incident_lot_id ON incident (lot_id);

CREATE INDEX ix_incident_product_id ON incident (product_id);

CREATE TABLE inspection_check (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    inspection_id VARCHAR(36) NOT NULL,
    sample_size BIGINT DEFAULT '0' NOT NULL,
    outcome VARCHAR(40) DEFAULT 'Open' NOT NULL,
    found TEXT DEFAULT '' NOT NULL,
    remark TEXT DEFAULT '' NOT NULL,
    position BIGINT NOT NULL,
    code VARCHAR(40) DEFAULT '' NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    requirement TEXT DEFAULT '' NOT NULL,
    requirement_zh TEXT DEFAULT '' NOT NULL,
    how_to TEXT DEFAULT '' NOT NULL,
    how_to_zh TEXT DEFAULT '' NOT NULL,
    kind VARCHAR(40) NOT NULL,
    choices TEXT,
    unit VARCHAR(20) DEFAULT '' NOT NULL,
    lower VARCHAR(40),
    upper VARCHAR(40),
    defect_code VARCHAR(20) DEFAULT '' NOT NULL,
    sample VARCHAR(20) DEFAULT '' NOT NULL,
    photo_required SMALLINT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_inspection_check PRIMARY KEY (id),
    CONSTRAINT uq_inspection_check_inspection_id_position UNIQUE (inspection_id, position),
    CONSTRAINT fk_inspection_check_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id),
    CONSTRAINT ck_inspection_check_version CHECK (version >= 1),
    CONSTRAINT ck_inspection_check_outcome CHECK (outcome IN ('Open', 'Pass', 'Fail', 'Not applicable')),
    CONSTRAINT ck_inspection_check_kind CHECK (kind IN ('pass_fail', 'choice', 'measure')),
    CONSTRAINT ck_inspection_check_photo_required CHECK (photo_required IN (0, 1))
);

CREATE TABLE inspection_limit (
    id VARCHAR(36) NOT NULL,
    inspection_id VARCHAR(36) NOT NULL,
    defect_class VARCHAR(40) NOT NULL,
    aql VARCHAR(8) NOT NULL,
    letter VARCHAR(2) DEFAULT '' NOT NULL,
    sample_size BIGINT NOT NULL,
    ac BIGINT NOT NULL,
    re BIGINT NOT NULL,
    CONSTRAINT pk_inspection_limit PRIMARY KEY (id),
    CONSTRAINT uq_inspection_limit_inspection_id_defect_class UNIQUE (inspection_id, defect_class),
    CONSTRAINT fk_inspection_limit_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id),
    CONSTRAINT ck_inspection_limit_defect_class CHECK (defect_class IN ('Critical', 'Major', 'Minor'))
);

CREATE TABLE non_conformity (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    number VARCHAR(120) NOT NULL,
    status VARCHAR(40) DEFAULT 'Open' NOT NULL,
    title TEXT NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    party_id VARCHAR(36),
    product_id VARCHAR(36),
    lot_id VARCHAR(36),
    inspection_id VARCHAR(36),
    claim_id VARCHAR(36),
    opened_at VARCHAR(24) NOT NULL,
    due_on VARCHAR(10),
    CONSTRAINT pk_non_conformity PRIMARY KEY (id),
    CONSTRAINT uq_non_conformity_number UNIQUE (number),
    CONSTRAINT fk_non_conformity_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT fk_non_conformity_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_non_conformity_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT fk_non_conformity_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id),
    CONSTRAINT fk_non_conformity_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT ck_non_conformity_version CHECK (version >= 1),
    CONSTRAINT ck_non_conformity_status CHECK (status IN ('Open', 'Contained', 'Analysed', 'Action planned', 'Implemented', 'Verified', 'Closed', 'Not effective'))
);

CREATE INDEX ix_non_conformity_claim_id ON non_conformity (claim_id);

CREATE INDEX ix_non_conformity_inspection_id ON non_conformity (inspection_id);

CREATE INDEX ix_non_conformity_lot_id ON non_conformity (lot_id);

CREATE INDEX ix_non_conformity_party_id ON non_conformity (party_id);

CREATE INDEX ix_non_conformity_product_id ON non_conformity (product_id);

CREATE INDEX ix_non_conformity_status ON non_conformity (status);

CREATE TABLE order_line (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    order_id VARCHAR(36) NOT NULL,
    line_no BIGINT NOT NULL,
    product_id VARCHAR(36),
    title TEXT DEFAULT '' NOT NULL,
    quantity BIGINT NOT NULL,
    unit_price_minor BIGINT NOT NULL,
    freight_minor BIGINT DEFAULT '0' NOT NULL,
    seller_id VARCHAR(36),
    shipment_line_id VARCHAR(36),
    lot_id VARCHAR(36),
    serial_id VARCHAR(36),
    tracking_number VARCHAR(80) DEFAULT '' NOT NULL,
    shipped_at VARCHAR(24),
    delivered_at VARCHAR(24),
    CONSTRAINT pk_order_line PRIMARY KEY (id),
    CONSTRAINT uq_order_line_order_id_line_no UNIQUE (order_id, line_no),
    CONSTRAINT fk_order_line_order_id FOREIGN KEY(order_id) REFERENCES sales_order (id),
    CONSTRAINT fk_order_line_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_order_line_seller_id FOREIGN KEY(seller_id) REFERENCES party (id),
    CONSTRAINT fk_order_line_shipment_line_id FOREIGN KEY(shipment_line_id) REFERENCES shipment_line (id),
    CONSTRAINT fk_order_line_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT fk_order_line_serial_id FOREIGN KEY(serial_id) REFERENCES serial (id),
    CONSTRAINT ck_order_line_version CHECK (version >= 1),
    CONSTRAINT ck_order_line_quantity CHECK (quantity >= 0)
);

CREATE INDEX ix_order_line_lot_id ON order_line (lot_id);

CREATE INDEX ix_order_line_product_id ON order_line (product_id);

CREATE INDEX ix_order_line_seller_id ON order_line (seller_id);

CREATE INDEX ix_order_line_serial_id ON order_line (serial_id);

CREATE INDEX ix_order_line_shipment_line_id ON order_line (shipment_line_id);

CREATE INDEX ix_order_line_tracking_number ON order_line (tracking_number);

CREATE TABLE tranche (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    inspection_id VARCHAR(36) NOT NULL,
    tranche_no BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    cartons TEXT DEFAULT '' NOT NULL,
    decision VARCHAR(40) DEFAULT 'None' NOT NULL,
    CONSTRAINT pk_tranche PRIMARY KEY (id),
    CONSTRAINT uq_tranche_inspection_id_tranche_no UNIQUE (inspection_id, tranche_no),
    CONSTRAINT fk_tranche_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id),
    CONSTRAINT ck_tranche_version CHECK (version >= 1),
    CONSTRAINT ck_tranche_quantity CHECK (quantity >= 0),
    CONSTRAINT ck_tranche_decision CHECK (decision IN ('None', 'Release', 'Hold', 'Rework or sort', 'Return to supplier', 'Scrap', 'Use as is'))
);

CREATE TABLE action (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    non_conformity_id VARCHAR(36),
    kind VARCHAR(40) DEFAULT 'Task' NOT NULL,
    title TEXT NOT NULL,
    subject_kind VARCHAR(40) DEFAULT '' NOT NULL,
    subject_id VARCHAR(36) DEFAULT '' NOT NULL,
    owner_id VARCHAR(36),
    due_on VARCHAR(10),
    done_at VARCHAR(24),
    CONSTRAINT pk_action PRIMARY KEY (id),
    CONSTRAINT fk_action_non_conformity_id FOREIGN KEY(non_conformity_id) REFERENCES non_conformity (id),
    CONSTRAINT fk_action_owner_id FOREIGN KEY(owner_id) REFERENCES person (id),
    CONSTRAINT ck_action_version CHECK (version >= 1),
    CONSTRAINT ck_action_kind CHECK (kind IN ('Containment', 'Corrective', 'Preventive', 'Task'))
);

CREATE INDEX ix_action_non_conformity_id ON action (non_conformity_id);

CREATE INDEX ix_action_owner_id ON action (owner_id);

CREATE INDEX ix_action_subject_id ON action (subject_id);

CREATE TABLE claim_line (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    claim_id VARCHAR(36) NOT NULL,
    order_line_id VARCHAR(36),
    shipment_line_id VARCHAR(36),
    product_id VARCHAR(36),
    lot_id VARCHAR(36),
    serial_id VARCHAR(36),
    quantity BIGINT NOT NULL,
    unit_price_minor BIGINT NOT NULL,
    CONSTRAINT pk_claim_line PRIMARY KEY (id),
    CONSTRAINT fk_claim_line_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT fk_claim_line_order_line_id FOREIGN KEY(order_line_id) REFERENCES order_line (id),
    CONSTRAINT fk_claim_line_shipment_line_id FOREIGN KEY(shipment_line_id) REFERENCES shipment_line (id),
    CONSTRAINT fk_claim_line_product_id FOREIGN KEY(product_id) REFERENCES product (id),
    CONSTRAINT fk_claim_line_lot_id FOREIGN KEY(lot_id) REFERENCES lot (id),
    CONSTRAINT fk_claim_line_serial_id FOREIGN KEY(serial_id) REFERENCES serial (id),
    CONSTRAINT ck_claim_line_version CHECK (version >= 1),
    CONSTRAINT ck_claim_line_quantity CHECK (quantity >= 0)
);

CREATE INDEX ix_claim_line_claim_id ON claim_line (claim_id);

CREATE INDEX ix_claim_line_lot_id ON claim_line (lot_id);

CREATE INDEX ix_claim_line_order_line_id ON claim_line (order_line_id);

CREATE INDEX ix_claim_line_product_id ON claim_line (product_id);

CREATE INDEX ix_claim_line_serial_id ON claim_line (serial_id);

CREATE INDEX ix_claim_line_shipment_line_id ON claim_line (shipment_line_id);

CREATE TABLE defect (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    inspection_id VARCHAR(36) NOT NULL,
    defect_type_id VARCHAR(36),
    check_id VARCHAR(36),
    code VARCHAR(20) NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    defect_class VARCHAR(40) NOT NULL,
    count BIGINT DEFAULT '1' NOT NULL,
    unit_no BIGINT,
    carton VARCHAR(40) DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    photo_required SMALLINT DEFAULT '0' NOT NULL,
    found_at VARCHAR(24) NOT NULL,
    withdrawn_at VARCHAR(24),
    CONSTRAINT pk_defect PRIMARY KEY (id),
    CONSTRAINT fk_defect_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id),
    CONSTRAINT fk_defect_defect_type_id FOREIGN KEY(defect_type_id) REFERENCES defect_type (id),
    CONSTRAINT fk_defect_check_id FOREIGN KEY(check_id) REFERENCES inspection_check (id),
    CONSTRAINT ck_defect_version CHECK (version >= 1),
    CONSTRAINT ck_defect_defect_class CHECK (defect_class IN ('Critical', 'Major', 'Minor')),
    CONSTRAINT ck_defect_count CHECK (count >= 0),
    CONSTRAINT ck_defect_photo_required CHECK (photo_required IN (0, 1))
);

CREATE INDEX ix_defect_defect_type_id ON defect (defect_type_id);

CREATE INDEX ix_defect_inspection_id ON defect (inspection_id);

CREATE TABLE reading (
    id VARCHAR(36) NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    check_id VARCHAR(36) NOT NULL,
    inspection_id VARCHAR(36) NOT NULL,
    unit_no BIGINT NOT NULL,
    outcome VARCHAR(40) NOT NULL,
    value VARCHAR(40),
    choice TEXT DEFAULT '' NOT NULL,
    at VARCHAR(24) NOT NULL,
    CONSTRAINT pk_reading PRIMARY KEY (id),
    CONSTRAINT uq_reading_check_id_unit_no UNIQUE (check_id, unit_no),
    CONSTRAINT fk_reading_check_id FOREIGN KEY(check_id) REFERENCES inspection_check (id),
    CONSTRAINT fk_reading_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id),
    CONSTRAINT ck_reading_version CHECK (version >= 1),
    CONSTRAINT ck_reading_outcome CHECK (outcome IN ('Open', 'Pass', 'Fail', 'Not applicable'))
);

CREATE INDEX ix_reading_inspection_id ON reading (inspection_id);

CREATE VIRTUAL TABLE search_words USING fts5(
    tokens, content='search_doc', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);

CREATE TRIGGER search_doc_added AFTER INSERT ON search_doc BEGIN
    INSERT INTO search_words (rowid, tokens) VALUES (new.id, new.tokens);
END;

CREATE TRIGGER search_doc_removed AFTER DELETE ON search_doc BEGIN
    INSERT INTO search_words (search_words, rowid, tokens) VALUES ('delete', old.id, old.tokens);
END;

CREATE TRIGGER search_doc_changed AFTER UPDATE OF tokens ON search_doc WHEN old.tokens IS NOT new.tokens BEGIN
    INSERT INTO search_words (search_words, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    INSERT INTO search_words (rowid, tokens) VALUES (new.id, new.tokens);
END;

CREATE TRIGGER buyer_version BEFORE UPDATE ON buyer WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'buyer: version must rise by one');
END;

CREATE TRIGGER defect_type_version BEFORE UPDATE ON defect_type WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'defect_type: version must rise by one');
END;

CREATE TRIGGER party_version BEFORE UPDATE ON party WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'party: version must rise by one');
END;

CREATE TRIGGER person_version BEFORE UPDATE ON person WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'person: version must rise by one');
END;

CREATE TRIGGER recall_version BEFORE UPDATE ON recall WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'recall: version must rise by one');
END;

CREATE TRIGGER template_version BEFORE UPDATE ON template WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'template: version must rise by one');
END;

CREATE TRIGGER attachment_link_version BEFORE UPDATE ON attachment_link WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'attachment_link: version must rise by one');
END;

CREATE TRIGGER certificate_version BEFORE UPDATE ON certificate WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'certificate: version must rise by one');
END;

CREATE TRIGGER draft_version BEFORE UPDATE ON draft WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'draft: version must rise by one');
END;

CREATE TRIGGER issued_document_version BEFORE UPDATE ON issued_document WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'issued_document: version must rise by one');
END;

CREATE TRIGGER mandate_version BEFORE UPDATE ON mandate WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'mandate: version must rise by one');
END;

CREATE TRIGGER party_address_version BEFORE UPDATE ON party_address WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'party_address: version must rise by one');
END;

CREATE TRIGGER party_check_version BEFORE UPDATE ON party_check WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'party_check: version must rise by one');
END;

CREATE TRIGGER party_contact_version BEFORE UPDATE ON party_contact WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'party_contact: version must rise by one');
END;

CREATE TRIGGER party_identifier_version BEFORE UPDATE ON party_identifier WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'party_identifier: version must rise by one');
END;

CREATE TRIGGER party_role_version BEFORE UPDATE ON party_role WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'party_role: version must rise by one');
END;

CREATE TRIGGER place_version BEFORE UPDATE ON place WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'place: version must rise by one');
END;

CREATE TRIGGER product_version BEFORE UPDATE ON product WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'product: version must rise by one');
END;

CREATE TRIGGER sales_order_version BEFORE UPDATE ON sales_order WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'sales_order: version must rise by one');
END;

CREATE TRIGGER saved_view_version BEFORE UPDATE ON saved_view WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'saved_view: version must rise by one');
END;

CREATE TRIGGER template_check_version BEFORE UPDATE ON template_check WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'template_check: version must rise by one');
END;

CREATE TRIGGER certificate_scope_version BEFORE UPDATE ON certificate_scope WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'certificate_scope: version must rise by one');
END;

CREATE TRIGGER claim_version BEFORE UPDATE ON claim WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'claim: version must rise by one');
END;

CREATE TRIGGER lot_version BEFORE UPDATE ON lot WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'lot: version must rise by one');
END;

CREATE TRIGGER order_payment_version BEFORE UPDATE ON order_payment WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'order_payment: version must rise by one');
END;

CREATE TRIGGER product_model_version BEFORE UPDATE ON product_model WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'product_model: version must rise by one');
END;

CREATE TRIGGER shipment_version BEFORE UPDATE ON shipment WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'shipment: version must rise by one');
END;

CREATE TRIGGER claim_deadline_version BEFORE UPDATE ON claim_deadline WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'claim_deadline: version must rise by one');
END;

CREATE TRIGGER claim_event_version BEFORE UPDATE ON claim_event WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'claim_event: version must rise by one');
END;

CREATE TRIGGER claim_message_version BEFORE UPDATE ON claim_message WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'claim_message: version must rise by one');
END;

CREATE TRIGGER cost_line_version BEFORE UPDATE ON cost_line WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'cost_line: version must rise by one');
END;

CREATE TRIGGER custody_leg_version BEFORE UPDATE ON custody_leg WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'custody_leg: version must rise by one');
END;

CREATE TRIGGER duty_line_version BEFORE UPDATE ON duty_line WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'duty_line: version must rise by one');
END;

CREATE TRIGGER feedback_version BEFORE UPDATE ON feedback WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'feedback: version must rise by one');
END;

CREATE TRIGGER gate_exception_version BEFORE UPDATE ON gate_exception WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'gate_exception: version must rise by one');
END;

CREATE TRIGGER inspection_version BEFORE UPDATE ON inspection WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'inspection: version must rise by one');
END;

CREATE TRIGGER liability_share_version BEFORE UPDATE ON liability_share WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'liability_share: version must rise by one');
END;

CREATE TRIGGER recall_item_version BEFORE UPDATE ON recall_item WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'recall_item: version must rise by one');
END;

CREATE TRIGGER recovery_version BEFORE UPDATE ON recovery WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'recovery: version must rise by one');
END;

CREATE TRIGGER refund_version BEFORE UPDATE ON refund WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'refund: version must rise by one');
END;

CREATE TRIGGER serial_version BEFORE UPDATE ON serial WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'serial: version must rise by one');
END;

CREATE TRIGGER shipment_line_version BEFORE UPDATE ON shipment_line WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'shipment_line: version must rise by one');
END;

CREATE TRIGGER incident_version BEFORE UPDATE ON incident WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'incident: version must rise by one');
END;

CREATE TRIGGER inspection_check_version BEFORE UPDATE ON inspection_check WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'inspection_check: version must rise by one');
END;

CREATE TRIGGER non_conformity_version BEFORE UPDATE ON non_conformity WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'non_conformity: version must rise by one');
END;

CREATE TRIGGER order_line_version BEFORE UPDATE ON order_line WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'order_line: version must rise by one');
END;

CREATE TRIGGER tranche_version BEFORE UPDATE ON tranche WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'tranche: version must rise by one');
END;

CREATE TRIGGER action_version BEFORE UPDATE ON action WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'action: version must rise by one');
END;

CREATE TRIGGER claim_line_version BEFORE UPDATE ON claim_line WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'claim_line: version must rise by one');
END;

CREATE TRIGGER defect_version BEFORE UPDATE ON defect WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'defect: version must rise by one');
END;

CREATE TRIGGER reading_version BEFORE UPDATE ON reading WHEN new.version <> old.version + 1 BEGIN
    SELECT RAISE(ABORT, 'reading: version must rise by one');
END;

CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN
    SELECT RAISE(ABORT, 'audit_event: entries are never changed');
END;

CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN
    SELECT RAISE(ABORT, 'audit_event: entries are never changed');
END;

CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature BEGIN
    SELECT RAISE(ABORT, 'signature: entries are never changed');
END;

CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature BEGIN
    SELECT RAISE(ABORT, 'signature: entries are never changed');
END;

CREATE TRIGGER claim_step_no_update BEFORE UPDATE ON claim_step BEGIN
    SELECT RAISE(ABORT, 'claim_step: entries are never changed');
END;

CREATE TRIGGER claim_step_no_delete BEFORE DELETE ON claim_step BEGIN
    SELECT RAISE(ABORT, 'claim_step: entries are never changed');
END;

CREATE TRIGGER custody_event_no_update BEFORE UPDATE ON custody_event BEGIN
    SELECT RAISE(ABORT, 'custody_event: entries are never changed');
END;

CREATE TRIGGER custody_event_no_delete BEFORE DELETE ON custody_event BEGIN
    SELECT RAISE(ABORT, 'custody_event: entries are never changed');
END;

CREATE TRIGGER certificate_event_no_update BEFORE UPDATE ON certificate_event BEGIN
    SELECT RAISE(ABORT, 'certificate_event: entries are never changed');
END;

CREATE TRIGGER certificate_event_no_delete BEFORE DELETE ON certificate_event BEGIN
    SELECT RAISE(ABORT, 'certificate_event: entries are never changed');
END;
