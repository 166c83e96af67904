"""Papers that ask much of a page, to be looked at: as Word files, and as PDF where LibreOffice is installed.

python tests/forms/look.py FOLDER
"""

import shutil
import subprocess
import sys
from pathlib import Path

from extreme import VALUES

from scheduler.forms.mark import picture
from scheduler.forms.papers import PAPERS, load


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    forms = load(None, PAPERS)
    for paper in PAPERS:
        values = VALUES[paper.name]
        (folder / f"{paper.name}.docx").write_bytes(forms[paper].fill(values, picture(values.mark.code)))
    if office := shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
        papers = sorted(folder.glob("*.docx"))
        subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *papers], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
