#!/bin/sh
# Makes Merilo.app and a disk image on a Mac: sh installer/macos.sh
#
# NOT TESTED: none of us has a Mac. It says what we would do first, and each step that fails ends it.
# Wants Xcode's command line tools and Python 3.12-3.14 of python.org, whose libraries run on older systems too.
# The app is signed for this Mac alone. To hand it on, sign it by a certificate of Apple and have it notarised:
#   IDENTITY="Developer ID Application: ..." sh installer/macos.sh
set -eu
cd "$(dirname "$0")/.."
[ "$(uname -s)" = Darwin ] || { echo "This makes the release for macOS, on macOS." >&2; exit 1; }

python3 installer/house.py setup
.venv/bin/python -m installer.build
app=build/frozen/Merilo.app
target=build/package
version=$(.venv/bin/python -c "from resources import VERSION; print(VERSION)")
[ "$("$app/Contents/MacOS/merilo" --version)" = "merilo $version" ] || { echo "It does not start." >&2; exit 1; }

codesign --force --deep --options runtime --sign "${IDENTITY:--}" "$app"
codesign --verify --deep --strict "$app"

image="merilo-$version-macos-$(uname -m).dmg"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
mkdir -p "$target"
rm -f "$target/$image"
hdiutil create -volname "Merilo $version" -srcfolder "$folder" -format UDZO "$target/$image"
(cd "$target" && shasum -a 256 "$image" >>SHA256SUMS)
echo "$target/$image"
