"""How to verify: the plain words that lie beside every package, in Korean and English. This is where VERIFY.txt is written.

It travels with the package to people who have nothing of this service, so it is one fixed text and not a page.
"""

HOW_TO_VERIFY = """\
이 자료가 그대로인지 확인하는 방법
================================
1. Python이 있으면 (인터넷 연결 불필요):
     python -I verify.py
   아무것도 바뀌지 않았으면 "unchanged"라고 나옵니다. 바뀐 파일이 있으면 그 이름을 알려 줍니다.

2. Python이 없으면, 이 폴더에서 (Linux):
     sha256sum -c tagmanifest-sha256.txt
     sha256sum -c manifest-sha256.txt
   macOS에서는 sha256sum 대신 shasum -a 256 을 쓰십시오.
   Windows에서는 certutil -hashfile 파일이름 SHA256 의 결과를 manifest-sha256.txt 와 비교하십시오.

3. 이 자료 전체의 지문은 다음 값입니다. 받은 사람에게 따로 알려 준 값과 비교하십시오.
     sha256sum tagmanifest-sha256.txt
     openssl dgst -sha256 tagmanifest-sha256.txt


How to check that nothing was changed
=====================================
1. With Python (no network needed):
     python -I verify.py
   It says "unchanged" when nothing was changed, else it names every file that was.

2. Without Python, in this folder (Linux):
     sha256sum -c tagmanifest-sha256.txt
     sha256sum -c manifest-sha256.txt
   On macOS write shasum -a 256 instead of sha256sum.
   On Windows compare what certutil -hashfile FILE SHA256 says with manifest-sha256.txt.

3. The fingerprint of the whole package is this number. Compare it with the one you were given separately.
     sha256sum tagmanifest-sha256.txt
     openssl dgst -sha256 tagmanifest-sha256.txt

data/ holds the papers. manifest.json says what each file is. manifest-sha256.txt and manifest-sha512.txt hold the
fingerprint of each paper, tagmanifest-sha256.txt and tagmanifest-sha512.txt those of all other files in this folder.
"""
