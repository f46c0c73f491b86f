"""The accessibility statement: ``/accessibility``, and the same for auditors in docs/accessibility.md."""
