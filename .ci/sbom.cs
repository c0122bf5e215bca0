// The software bill of materials of the command `hfregistry`, as SPDX 2.3 in JSON, and a strict reader of it. `.ci/sbom` runs it.
// Equal input gives equal bytes: the time is the commit's, the order is the identifiers', nothing is random.
//
//   sbom.cs write ASSETS VERSION RUNTIME COMMIT EPOCH-SECONDS  > FILE
//   sbom.cs judge FILE
//   sbom.cs prove FILE    refuses a broken copy of it for each rule

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

switch (args)
{
    case ["write", var assets, var version, var runtime, var commit, var seconds]:
        Console.Out.Write(Sbom.Of(assets, version, runtime, commit, DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture))));
        return 0;
    case ["judge", var file]:
        var errors = Judge.ErrorsOf(File.ReadAllText(file)).ToList();
        errors.ForEach(Console.Error.WriteLine);
        return errors.Count == 0 ? 0 : 1;
    case ["prove", var file]:
        return Judge.Prove(File.ReadAllText(file));
    default:
        Console.Error.WriteLine("write ASSETS VERSION RUNTIME COMMIT EPOCH-SECONDS, judge FILE, or prove FILE");
        return 2;
}

/// <summary>Writes the document.</summary>
internal static class Sbom
{
    public const string Unknown = "NOASSERTION";
    private const string Home = "https://github.com/hfregistry/HfRegistry.Build";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string assetsPath, string version, string runtime, string commit, DateTimeOffset created)
    {
        var assets = JsonNode.Parse(File.ReadAllText(assetsPath))!;
        var folders = assets["packageFolders"]!.AsObject().Select(static folder => folder.Key).ToList();
        var target = assets["targets"]!.AsObject().First(static target => !target.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();
        var command = assets["project"]!["restore"]!["projectName"]!.GetValue<string>();

        var packages = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal) { [command] = Own(command, version, commit), ["Microsoft.NETCore.App"] = Runtime(runtime) };
        // Everything of ours runs on the runtime; it has no other part that would say so.
        var relations = new SortedSet<(string From, string To)>(Comparer<(string From, string To)>.Create(static (one, other) => string.CompareOrdinal($"{one.From}\n{one.To}", $"{other.From}\n{other.To}")))
        {
            (command, "Microsoft.NETCore.App"),
        };
        foreach (var dependency in assets["project"]!["frameworks"]!.AsObject().Single().Value!["dependencies"]?.AsObject() ?? [])
            relations.Add((command, dependency.Key));
        foreach (var project in assets["project"]!["restore"]!["frameworks"]!.AsObject().Single().Value!["projectReferences"]?.AsObject() ?? [])
        {
            var path = Path.GetFullPath(project.Key);
            relations.Add((command, target.Select(static entry => entry.Key).Single(key => assets["libraries"]![key]!["msbuildProject"]?.GetValue<string>() is { } other
                && Path.GetFullPath(other, Path.GetDirectoryName(assets["project"]!["restore"]!["projectPath"]!.GetValue<string>())!) == path).Split('/')[0]));
        }

        // What is there for the compiler alone is no part of what runs.
        string[] parts = ["runtime", "runtimeTargets", "native", "dependencies"];
        foreach (var (key, entry) in target.Where(entry => entry.Value!["type"]!.GetValue<string>() == "project" || Array.Exists(parts, part => entry.Value[part] is not null)))
        {
            var (name, itsVersion) = (key.Split('/')[0], key.Split('/')[1]);
            packages[name] = entry!["type"]!.GetValue<string>() == "project"
                ? Own(name, version, commit)
                : Foreign(name, itsVersion, folders.Select(folder => Path.Combine(folder, assets["libraries"]![key]!["path"]!.GetValue<string>())).First(Directory.Exists));
            foreach (var dependency in entry["dependencies"]?.AsObject() ?? [])
                relations.Add((name, dependency.Key));
        }

        relations.RemoveWhere(relation => !packages.ContainsKey(relation.To));
        var document = new JsonObject
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = "SPDXRef-DOCUMENT",
            ["name"] = $"{command} {version}",
            ["documentNamespace"] = $"{Home}/spdx/{command}/{version}/{commit}",
            ["comment"] = "The packages and the runtime of the command. The libraries of an image's base are the base's own.",
            ["creationInfo"] = new JsonObject
            {
                ["created"] = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["creators"] = new JsonArray("Organization: The HfRegistry.Build authors", "Tool: HfRegistry.Build-sbom-1"),
            },
            ["packages"] = new JsonArray([.. packages.Values]),
            ["relationships"] = new JsonArray([Relation("SPDXRef-DOCUMENT", "DESCRIBES", Id(command)), .. relations.Select(static relation => Relation(Id(relation.From), "DEPENDS_ON", Id(relation.To)))]),
        };
        return document.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Own(string name, string version, string commit) =>
        Package(name, version, $"git+{Home}@{commit}", "MIT", "Copyright (c) The HfRegistry.Build authors", checksum: null, purl: null);

    private static JsonObject Runtime(string version) =>
        Package("Microsoft.NETCore.App", version, Unknown, "MIT", Unknown, checksum: null, $"pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@{version}");

    private static JsonObject Foreign(string name, string version, string folder)
    {
        var metadata = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(static element => element.Name.LocalName == "metadata").Elements().ToList();
        var license = metadata.FirstOrDefault(static element => element.Name.LocalName == "license" && element.Attribute("type")?.Value == "expression")?.Value;
        var copyright = metadata.FirstOrDefault(static element => element.Name.LocalName == "copyright")?.Value;
        // Of the very file that a feed hands out. The hash in the assets leaves the file's signature out, so nobody could compare it.
        var hash = Convert.FromBase64String(File.ReadAllText(Directory.EnumerateFiles(folder, "*.nupkg.sha512").Single()));
        return Package(name, version, Unknown, license ?? Unknown, string.IsNullOrWhiteSpace(copyright) ? Unknown : copyright.Trim(), Convert.ToHexStringLower(hash), $"pkg:nuget/{name}@{version}");
    }

    private static JsonObject Package(string name, string version, string location, string license, string copyright, string? checksum, string? purl)
    {
        var package = new JsonObject
        {
            ["SPDXID"] = Id(name),
            ["name"] = name,
            ["versionInfo"] = version,
            ["downloadLocation"] = location,
            ["filesAnalyzed"] = false,
            ["licenseConcluded"] = Unknown,
            ["licenseDeclared"] = license,
            ["copyrightText"] = copyright,
        };
        if (checksum is not null)
            package["checksums"] = new JsonArray(new JsonObject { ["algorithm"] = "SHA512", ["checksumValue"] = checksum });
        if (purl is not null)
            package["externalRefs"] = new JsonArray(new JsonObject { ["referenceCategory"] = "PACKAGE-MANAGER", ["referenceType"] = "purl", ["referenceLocator"] = purl });
        return package;
    }

    private static JsonObject Relation(string from, string type, string to) => new() { ["spdxElementId"] = from, ["relationshipType"] = type, ["relatedSpdxElement"] = to };

    private static string Id(string name) => $"SPDXRef-{Regex.Replace(name, "[^a-zA-Z0-9.-]", "-")}";
}

/// <summary>Reads a document as the specification demands, and a little more strictly: no member that this writer does not write.</summary>
internal static class Judge
{
    private const string SpdxId = @"\ASPDXRef-[a-zA-Z0-9.-]+\z";
    // The operators and brackets of an expression around identifiers; whether an identifier is on the list is the packages' own business.
    private const string License = @"\A(NOASSERTION|NONE|\(*[A-Za-z0-9.-]+\+?\)*( (AND|OR|WITH) \(*[A-Za-z0-9.-]+\+?\)*)*)\z";

    private static readonly Dictionary<string, string> Document = new()
    {
        ["spdxVersion"] = @"\ASPDX-2\.3\z", ["dataLicense"] = @"\ACC0-1\.0\z", ["SPDXID"] = @"\ASPDXRef-DOCUMENT\z", ["name"] = @"\S",
        ["documentNamespace"] = @"\A[a-z][a-z0-9+.-]*:[^#\s]+\z", ["comment?"] = @"\S", ["creationInfo"] = "", ["packages"] = "", ["relationships"] = "",
    };

    private static readonly Dictionary<string, string> Creation = new() { ["created"] = @"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", ["creators"] = "" };

    private static readonly Dictionary<string, string> Package = new()
    {
        ["SPDXID"] = SpdxId, ["name"] = @"\S", ["versionInfo"] = @"\A\d+\.\d+\.\d+\S*\z", ["downloadLocation"] = @"\A(NOASSERTION|NONE|[a-z]+(\+[a-z]+)?://\S+)\z", ["filesAnalyzed"] = @"\A=false\z",
        ["licenseConcluded"] = License, ["licenseDeclared"] = License, ["copyrightText"] = @"\S", ["checksums?"] = "", ["externalRefs?"] = "",
    };

    private static readonly Dictionary<string, string> Checksum = new() { ["algorithm"] = @"\ASHA512\z", ["checksumValue"] = @"\A[0-9a-f]{128}\z" };

    private static readonly Dictionary<string, string> Reference = new()
    {
        ["referenceCategory"] = @"\APACKAGE-MANAGER\z", ["referenceType"] = @"\Apurl\z", ["referenceLocator"] = @"\Apkg:nuget/[A-Za-z0-9._-]+@[0-9A-Za-z.+-]+\z",
    };

    private static readonly Dictionary<string, string> Relationship = new()
    {
        ["spdxElementId"] = SpdxId, ["relationshipType"] = @"\A(DESCRIBES|DEPENDS_ON)\z", ["relatedSpdxElement"] = SpdxId,
    };

    public static IEnumerable<string> ErrorsOf(string text)
    {
        var document = JsonNode.Parse(text) as JsonObject ?? [];
        var packages = Objects(document["packages"]).ToList();
        var relations = Objects(document["relationships"]).ToList();
        var errors = Members("document", document, Document)
            .Concat(Members("creationInfo", document["creationInfo"] as JsonObject ?? [], Creation))
            .Concat(packages.SelectMany(package => Members($"{package["SPDXID"]}", package, Package)
                .Concat(Objects(package["checksums"]).SelectMany(checksum => Members($"a checksum of {package["SPDXID"]}", checksum, Checksum)))
                .Concat(Objects(package["externalRefs"]).SelectMany(reference => Members($"a reference of {package["SPDXID"]}", reference, Reference)))))
            .Concat(relations.SelectMany(static relation => Members("a relationship", relation, Relationship)));
        foreach (var error in errors)
            yield return error;

        foreach (var creator in (document["creationInfo"]?["creators"] as JsonArray ?? []).DefaultIfEmpty().Where(static creator => !Regex.IsMatch($"{creator}", @"\A(Person|Organization|Tool): \S")))
            yield return $"The creator '{creator}' is neither a person, an organisation nor a tool.";
        foreach (var twice in packages.GroupBy(static package => $"{package["SPDXID"]}").Where(static group => group.Count() > 1))
            yield return $"{twice.Key} is there twice.";
        foreach (var twice in relations.GroupBy(static relation => relation.ToJsonString()).Where(static group => group.Count() > 1))
            yield return $"The relationship {twice.Key} is there twice.";

        // Everything that is listed has to be reached from what the document is about, and nothing else may be named.
        var reached = new HashSet<string> { "SPDXRef-DOCUMENT" };
        while (relations.Where(relation => reached.Contains($"{relation["spdxElementId"]}")).Select(static relation => $"{relation["relatedSpdxElement"]}").ToList() is var next && !next.TrueForAll(reached.Contains))
            reached.UnionWith(next);
        var listed = packages.Select(static package => $"{package["SPDXID"]}").Append("SPDXRef-DOCUMENT").ToHashSet();
        foreach (var lost in listed.Except(reached))
            yield return $"Nothing depends on {lost}.";
        foreach (var ghost in relations.SelectMany(static relation => new[] { $"{relation["spdxElementId"]}", $"{relation["relatedSpdxElement"]}" }).Distinct().Except(listed))
            yield return $"A relationship names {ghost}, which is not listed.";
        if (relations.Count(static relation => $"{relation["relationshipType"]}" == "DESCRIBES") != 1)
            yield return "The document does not describe one thing.";
    }

    public static int Prove(string text)
    {
        (string What, Action<JsonObject> Break)[] mistakes =
        [
            ("another version of SPDX", static document => document["spdxVersion"] = "SPDX-2.2"),
            ("a namespace with a fragment", static document => document["documentNamespace"] += "#x"),
            ("a time with an offset", static document => document["creationInfo"]!["created"] = "2026-01-01T00:00:00+01:00"),
            ("nobody who made it", static document => document["creationInfo"]!["creators"] = new JsonArray()),
            ("a package without a place", static document => document["packages"]![0]!.AsObject().Remove("downloadLocation")),
            ("a misspelt member", static document => document["packages"]![0]!["licenseDeclared"] = "MIT"),
            ("a license that is a sentence", static document => document["packages"]![0]!["licenseDeclared"] = "see the file"),
            ("a truth in quotes", static document => document["packages"]![0]!["filesAnalyzed"] = "false"),
            ("a short checksum", static document => document["packages"]!.AsArray().First(static package => package!["checksums"] is not null)!["checksums"]![0]!["checksumValue"] = "00"),
            ("a package twice", static document => document["packages"]!.AsArray().Add(document["packages"]![0]!.DeepClone())),
            ("a package that nothing depends on", static document => document["relationships"]!.AsArray().RemoveAll(static relation => $"{relation!["relatedSpdxElement"]}" == "SPDXRef-Microsoft.NETCore.App")),
            ("a dependency that is not listed", static document => document["packages"]!.AsArray().RemoveAt(0)),
            ("no subject", static document => document["relationships"]!.AsArray().RemoveAt(0)),
        ];
        foreach (var (what, breaks) in mistakes)
        {
            var broken = JsonNode.Parse(text)!.AsObject();
            breaks(broken);
            if (ErrorsOf(broken.ToJsonString()).Any())
                continue;
            Console.Error.WriteLine($"The reader takes {what}.");
            return 1;
        }

        Console.WriteLine($"{JsonNode.Parse(text)!["packages"]!.AsArray().Count} packages; the reader refuses {mistakes.Length} mistakes");
        return 0;
    }

    private static IEnumerable<string> Members(string where, JsonObject node, Dictionary<string, string> members)
    {
        foreach (var (member, pattern) in members)
        {
            var value = node[member.TrimEnd('?')];
            if (value is null && member.EndsWith('?'))
                continue;
            if (value is null || (pattern.Length == 0 ? value is not (JsonArray or JsonObject) : !Regex.IsMatch(Text(value), pattern)))
                yield return $"{where}: '{member.TrimEnd('?')}' is missing or is not as it has to be: {value?.ToJsonString()}";
        }

        foreach (var (name, _) in node.Where(member => !members.ContainsKey(member.Key) && !members.ContainsKey($"{member.Key}?")))
            yield return $"{where}: '{name}' is no member that we write.";
    }

    // What is no text begins with a sign that no text's pattern takes.
    private static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.ToString() : $"={value.ToJsonString()}";

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).Select(static node => node as JsonObject ?? []);
}
