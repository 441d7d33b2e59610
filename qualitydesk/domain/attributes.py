"""What the usual properties of goods are called; a product may have any others, as people named them."""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.domain.values import Message, msg

NAMES: Mapping[str, Message] = {
    "battery_type": msg("Battery type"),
    "capacity_l": msg("Capacity, L"),
    "capacity_mah": msg("Battery capacity, mAh"),
    "cell_chemistry": msg("Cell chemistry"),
    "colour": msg("Colour"),
    "current_a": msg("Rated current, A"),
    "depth_cm": msg("Depth, cm"),
    "energy_wh": msg("Battery energy, Wh"),
    "fibre": msg("Fibre composition"),
    "frequency_hz": msg("Rated frequency, Hz"),
    "height_cm": msg("Height, cm"),
    "ip_class": msg("IP protection class"),
    "length_cm": msg("Length, cm"),
    "lumen": msg("Luminous flux, lm"),
    "material": msg("Material"),
    "plug": msg("Plug type"),
    "power_w": msg("Rated power, W"),
    "protection_class": msg("Protection class"),
    "size": msg("Size"),
    "volume_ml": msg("Net volume, mL"),
    "voltage_v": msg("Rated voltage, V"),
    "weight_g": msg("Weight, g"),
    "weight_kg": msg("Weight, kg"),
    "width_cm": msg("Width, cm"),
}


def attribute_name(key: str) -> Message:
    """What a property is called; an unknown one as it was typed."""
    return NAMES.get(key) or msg("{text}", text=key)
