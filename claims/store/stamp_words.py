"""The words beside time stamps, in Korean and English. They travel to people who have nothing of this service, so they are fixed texts.

This is where README.txt and NOT-TIMESTAMPED.txt are written.
"""

HOW_TO_CHECK_STAMPS = """\
시점확인(타임스탬프) 확인 방법 (RFC 3161, 인터넷 연결 불필요)
=========================================================
court.tsr, counsel.tsr: 외부 시점확인기관이 각 묶음의 tagmanifest-sha256.txt 파일이 그 시각에 이미 있었음을 확인한 답변입니다.
chain.pem: 그 기관의 인증서입니다. 기관이 공개한 인증서와 같은지 따로 확인하십시오.
이 파일들을 묶음 폴더(court/ 또는 counsel/) 옆에 두고, 이 폴더에서 실행하십시오.

1. 언제 확인되었는지 봅니다.
     openssl ts -reply -in court.tsr -text

2. 맞는지 확인합니다. 맞으면 "Verification: OK"라고 나옵니다.
     openssl ts -verify -data court/tagmanifest-sha256.txt -in court.tsr -CAfile chain.pem

3. 기관의 인증서가 그 뒤에 만료되었으면, 1에서 본 시각을 기준으로 확인합니다 (Linux의 예).
     openssl ts -verify -data court/tagmanifest-sha256.txt -in court.tsr -CAfile chain.pem -attime "$(date -d "$(openssl ts -reply -in court.tsr -text | sed -n 's/^Time stamp: //p')" +%s)"

Python이 있으면 한 번에 확인할 수 있습니다.
     python -I court/verify.py court --stamp court.tsr --chain chain.pem


How to check the time stamps (RFC 3161, no network needed)
==========================================================
court.tsr, counsel.tsr: the answers of an authority outside, that tagmanifest-sha256.txt of that package existed by then.
chain.pem: the authority's certificates. Compare them with those that the authority itself publishes.
Put these files beside the folder of the package (court/ or counsel/), and run this where they lie.

1. See when it was stamped.
     openssl ts -reply -in court.tsr -text

2. Check that it fits. It says "Verification: OK" when it does.
     openssl ts -verify -data court/tagmanifest-sha256.txt -in court.tsr -CAfile chain.pem

3. Where the authority's certificates have run out since, check as of the time that step 1 showed (as on Linux).
     openssl ts -verify -data court/tagmanifest-sha256.txt -in court.tsr -CAfile chain.pem -attime "$(date -d "$(openssl ts -reply -in court.tsr -text | sed -n 's/^Time stamp: //p')" +%s)"

With Python, all at once:
     python -I court/verify.py court --stamp court.tsr --chain chain.pem
"""

NOT_TIMESTAMPED = """\
시점확인(타임스탬프) 없음: {packages}
위 묶음은 아직 외부 시점확인기관의 확인을 받지 않았습니다. 내용과 서명은 그대로 확인할 수 있으나, 언제 만들어졌는지는 외부에서 확인되지 않았습니다.
기관이 응답하면 이 서비스가 다시 시도하여 받습니다. 나중에 다시 받아 가십시오.

NOT TIMESTAMPED: {packages}
No authority outside has stamped these packages yet. Contents and signature can be checked all the same; by when the package existed,
nobody outside has confirmed. The service asks again until an authority answers: collect the time stamps again later.
"""
