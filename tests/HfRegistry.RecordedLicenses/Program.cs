using System.Text.Encodings.Web;
using System.Text.Json;
using HfRegistry.Licenses;
using HfRegistry.RecordedLicenses;

if (args is ["check", "--list", var checkedList, "--ids", var checkedIds])
{
    foreach (var line in SelfCheck.Report(SpdxList.Read(checkedList, checkedIds)))
        Console.WriteLine(line);
    return 0;
}

if (args is not ["--list", var listFolder, "--ids", var idsFolder, "--openness", var opennessPath, "--output", var outputFolder])
{
    await Console.Error.WriteLineAsync("usage: --list node_modules/spdx-license-list --ids node_modules/spdx-license-ids --openness TABLE --output FOLDER");
    return 2;
}

var json = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
var licenses = SpdxList.Read(listFolder, idsFolder);
var openness = OpennessTable.Read(opennessPath);
await File.WriteAllTextAsync(Path.Combine(outputFolder, "spdx_licenses.json"), LicensesJson());
await using (var fingerprints = File.Create(Path.Combine(outputFolder, "license_fingerprints.bin")))
    LicenseFingerprint.Write(fingerprints, Fingerprints.Of(licenses));
return 0;

// A line for each, so that a new list shows as a readable difference.
string LicensesJson()
{
    var rows = licenses.Select(license => (license.Id, license.Name, Flags: FlagsOf(license)))
        .Concat(openness.Values.Where(row => licenses.All(license => license.Id != row.Id)).Select(row => (row.Id, Name: row.Id, Flags: row.Flags.Append("not-spdx").ToList())))
        .OrderBy(row => row.Id, StringComparer.Ordinal)
        .Select(row => $"    {Json(row.Id)}: {{ \"name\": {Json(row.Name)}, \"flags\": [{string.Join(", ", row.Flags.Select(Json))}] }}");
    return $$"""
        {
          "provenance": {
            "spdx-license-list": {{Json(SpdxList.VersionOf(listFolder))}},
            "spdx-license-ids": {{Json(SpdxList.VersionOf(idsFolder))}},
            "generated_by": "tests/HfRegistry.RecordedLicenses"
          },
          "licenses": {
        {{string.Join(",\n", rows)}}
          }
        }

        """;
}

string Json(string text) => JsonSerializer.Serialize(text, json);

List<string> FlagsOf(ListedLicense license)
{
    var flags = openness.TryGetValue(license.Id, out var row) ? row.Flags.ToHashSet() : [];
    if (license.IsOsiApproved)
        flags.Add("osi");
    if (license.IsDeprecated)
        flags.Add("deprecated");
    return [.. flags.Order(StringComparer.Ordinal)];
}
