"""How to verify: the plain words that lie beside every package, in Korean and English. This is where VERIFY.txt is written.

It travels with the package to people who have nothing of this service, so it is one fixed text and not a page. Every command in it
is run by a test as it stands.
"""

HOW_TO_VERIFY = """\
이 자료가 그대로인지 확인하는 방법
================================
아래 명령은 모두 이 파일이 있는 폴더에서 실행합니다. 인터넷 연결은 필요 없습니다.

1. Python이 있으면:
     python -I verify.py
   아무것도 바뀌지 않았으면 "unchanged"라고 나옵니다. 바뀐 파일이 있으면 그 이름을 알려 줍니다.

2. Python이 없으면 (Linux):
     sha256sum --strict -c tagmanifest-sha256.txt
     sha256sum --strict --quiet -c manifest-sha256.txt
   macOS에서는 sha256sum 대신 shasum -a 256 을 쓰십시오.
   Windows에서는 certutil -hashfile 파일이름 SHA256 의 결과를 manifest-sha256.txt 와 비교하십시오.

3. 이 자료 전체의 지문은 다음 값입니다. 받은 사람에게 따로 알려 준 값과 비교하십시오.
     sha256sum tagmanifest-sha256.txt
     openssl dgst -sha256 tagmanifest-sha256.txt

4. signature 폴더가 있으면 서명된 자료입니다 (manifest.json 의 "signed": true). OpenSSL 3 이상에서 확인합니다.
     openssl pkeyutl -verify -rawin -pubin -inkey signature/signer.pem -sigfile signature/tagmanifest-sha256.txt.sig -in tagmanifest-sha256.txt
   서명한 사람의 공개키(64자리)는 다음 값입니다. 따로 알려 준 값, bag-info.txt 의 Signer-Ed25519 와 비교하십시오.
     openssl pkey -pubin -in signature/signer.pem -outform DER | tail -c 32 | od -An -v -tx1 | tr -d ' \\n'

5. 시점확인(타임스탬프)은 이 자료 밖에 따로 있습니다. 그 안의 README.txt 를 보십시오.


How to check that nothing was changed
=====================================
Run all of this in the folder where this file lies. No network is needed.

1. With Python:
     python -I verify.py
   It says "unchanged" when nothing was changed, else it names every file that was.

2. Without Python (Linux):
     sha256sum --strict -c tagmanifest-sha256.txt
     sha256sum --strict --quiet -c manifest-sha256.txt
   On macOS write shasum -a 256 instead of sha256sum.
   On Windows compare what certutil -hashfile FILE SHA256 says with manifest-sha256.txt.

3. The fingerprint of the whole package is this number. Compare it with the one you were given separately.
     sha256sum tagmanifest-sha256.txt
     openssl dgst -sha256 tagmanifest-sha256.txt

4. Where there is a folder signature, the package is signed ("signed": true in manifest.json). With OpenSSL 3 or later:
     openssl pkeyutl -verify -rawin -pubin -inkey signature/signer.pem -sigfile signature/tagmanifest-sha256.txt.sig -in tagmanifest-sha256.txt
   The signer's public key is these 64 digits. Compare them with those you were given separately, and with Signer-Ed25519 in bag-info.txt.
     openssl pkey -pubin -in signature/signer.pem -outform DER | tail -c 32 | od -An -v -tx1 | tr -d ' \\n'

5. Time stamps lie beside the package, not in it. See the README.txt that is with them.

data/ holds the papers. manifest.json says what each file is. manifest-sha256.txt and manifest-sha512.txt hold the
fingerprint of each paper, tagmanifest-sha256.txt and tagmanifest-sha512.txt those of all other files in this folder but the signature.
"""
