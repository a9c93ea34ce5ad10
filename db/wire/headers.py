"""What a request and its answer say beside what they carry."""

VERSION_OF = "merilo-version"  # of the client; the form of what travels is that of one version
ACT = "merilo-act"  # the number of an act that writes, made by the client
AUTHORIZATION = "authorization"
TOUCHED = "merilo-touched"  # the tables that the act touched, with commas between
ALL = "*"  # instead of tables: any may have been touched, and a client that heard too little reads all anew
