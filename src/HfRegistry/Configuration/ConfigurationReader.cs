using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HfRegistry.Files;

namespace HfRegistry.Configuration;

/// <summary>Turns the JSON tree of <c>hfregistry.json</c> into a configuration.</summary>
internal sealed class ConfigurationReader(JsonFindings findings)
{
    private const double MaxMegabytes = 1e9;
    private const int MaxNameLength = 96;

    /// <summary>Every member at the top, in the schema's order.</summary>
    internal static readonly ImmutableArray<string> Members =
    [
        "$schema", "root", "tasks", "profiles", "preferredPublishers", "defaults", "deny", "sizes", "gate", "maxRequestsPerMinute", "defaultMargin", "defaultCooldownDays",
        "mof",
    ];

    internal static readonly ImmutableArray<string> TaskMembers = ["types", "class"];

    internal static readonly ImmutableArray<string> ProfileMembers = ["maxMB", "description"];

    internal static readonly ImmutableArray<string> MofMembers = ["rules", "ignore"];

    public HfConfiguration Read(JsonValue root)
    {
        var read = HfConfiguration.Empty;
        foreach (var member in findings.Members(root))
        {
            var value = member.Value;
            switch (member.Name)
            {
                case "$schema":
                    break;
                case "root":
                    read = read with { IsRoot = findings.Flag(value) };
                    break;
                case "tasks":
                    read = read with { Tasks = [.. Named(value).Select(ReadTask)] };
                    break;
                case "profiles":
                    read = read with { Profiles = [.. Named(value).Select(ReadProfile).OfType<HardwareProfile>()] };
                    break;
                case "preferredPublishers":
                    read = read with { PreferredPublishers = findings.ParsedList<string>(value, TryOwner, "the name of a user or an organization") };
                    break;
                case "defaults":
                    read = read with { PinnedDefaults = ReadDefaults(value) };
                    break;
                case "deny":
                    read = read with { DeniedModels = [.. findings.ParsedList<ModelId>(value, ModelId.TryParse, "a model id")] };
                    break;
                case "sizes":
                    read = read with { Sizes = ReadSizes(value) };
                    break;
                case "gate":
                    read = read with { Gate = new GateReader(findings).Read(value) };
                    break;
                case "maxRequestsPerMinute":
                    read = read with { MaxRequestsPerMinute = (int?)findings.Whole(value, 1, 100_000, "a whole number from 1 to 100000") };
                    break;
                case "defaultMargin":
                    read = read with { DefaultMargin = findings.Number(value, 0, 10, "a number from 0 to 10") ?? 0 };
                    break;
                case "defaultCooldownDays":
                    read = read with { DefaultCooldownDays = (int)(findings.Whole(value, 0, 3650, "a whole number from 0 to 3650") ?? 0) };
                    break;
                case "mof":
                    read = ReadMof(read, value);
                    break;
                default:
                    Unknown(member, Members);
                    break;
            }
        }

        return read;
    }

    private TaskDefinition ReadTask(JsonMember task)
    {
        var types = ImmutableArray<ModelType>.Empty;
        string? className = null;
        foreach (var member in findings.Members(task.Value))
        {
            if (member.Name == "types")
                types = findings.ParsedList<ModelType>(member.Value, ModelType.TryParse, "a model type");
            else if (member.Name == "class")
                className = findings.Parsed<string>(member.Value, TryClassName, "the name of a class");
            else
                Unknown(member, TaskMembers);
        }

        if (task.Value.Kind == JsonValueKind.Object && task.Value.Members.TrueForAll(static member => member.Name != "types"))
            findings.About(task.Value, "lacks \"types\", the model types that can do the task");
        return new TaskDefinition(task.Name, types, className);
    }

    private HardwareProfile? ReadProfile(JsonMember profile)
    {
        if (profile.Value.Kind != JsonValueKind.Object)
            return Megabytes(profile.Value) is { } size ? new HardwareProfile(profile.Name, size, "") : null;
        ByteSize? maxWeights = null;
        var description = "";
        foreach (var member in profile.Value.Members)
        {
            if (member.Name == "maxMB")
                maxWeights = Megabytes(member.Value);
            else if (member.Name == "description")
                description = findings.Line(member.Value) ?? "";
            else
                Unknown(member, ProfileMembers);
        }

        if (profile.Value.Members.TrueForAll(static member => member.Name != "maxMB"))
            findings.About(profile.Value, "lacks \"maxMB\", the most that a model's weights may take");
        return maxWeights is { } known ? new HardwareProfile(profile.Name, known, description) : null;
    }

    private ImmutableSortedDictionary<ModelType, ModelId> ReadDefaults(JsonValue value)
    {
        var defaults = ImmutableSortedDictionary.CreateBuilder<ModelType, ModelId>();
        foreach (var (name, offset, member) in findings.Members(value))
        {
            if (!ModelType.TryParse(name, out var type))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{TextSanitizer.Sanitize(name)}\" is not a model type");
            else if (defaults.ContainsKey(type))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{name}\" repeats an earlier model type in another spelling");
            else if (findings.Parsed<ModelId>(member, ModelId.TryParse, "a model id") is { } id)
                defaults.Add(type, id);
        }

        return defaults.ToImmutable();
    }

    private ImmutableSortedDictionary<ModelId, ByteSize> ReadSizes(JsonValue value)
    {
        var sizes = ImmutableSortedDictionary.CreateBuilder<ModelId, ByteSize>();
        foreach (var (name, offset, member) in findings.Members(value))
        {
            if (!ModelId.TryParse(name, out var id))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{TextSanitizer.Sanitize(name)}\" is not a model id");
            else if (sizes.ContainsKey(id))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{name}\" repeats an earlier model id in another spelling");
            else if (Megabytes(member) is { } size)
                sizes.Add(id, size);
        }

        return sizes.ToImmutable();
    }

    private HfConfiguration ReadMof(HfConfiguration read, JsonValue value)
    {
        foreach (var member in findings.Members(value))
        {
            if (member.Name == "rules")
                read = read with { MofRules = ReadMofRules(member.Value) };
            else if (member.Name == "ignore")
                read = read with { MofIgnore = new ModelPatterns(findings.ParsedList<ModelPattern>(member.Value, ModelPattern.TryParse, "a model id (owner/name) or all models of an owner (owner/*)")) };
            else
                Unknown(member, MofMembers);
        }

        return read;
    }

    private ImmutableSortedDictionary<string, Severity?> ReadMofRules(JsonValue value)
    {
        var rules = ImmutableSortedDictionary.CreateBuilder<string, Severity?>(StringComparer.Ordinal);
        foreach (var rule in findings.Members(value))
        {
            if (!DiagnosticCatalog.IsMofRule(rule.Name))
                findings.Add(JsonFaultKind.UnknownMember, rule.NameOffset, $"\"{TextSanitizer.Sanitize(rule.Name)}\" is not a MOF rule; use one of the codes from HFR2101 on, listed in docs/mof.md");
            else if (findings.Parsed<RuleSeverity>(rule.Value, RuleSeverity.TryParse, RuleSeverity.Expected) is { } severity)
                rules[rule.Name] = severity.Value;
        }

        return rules.ToImmutable();
    }

    private IEnumerable<JsonMember> Named(JsonValue value)
    {
        foreach (var member in findings.Members(value))
        {
            if (string.IsNullOrWhiteSpace(member.Name) || TextSanitizer.Sanitize(member.Name, MaxNameLength) != member.Name)
                findings.Add(JsonFaultKind.Shape, member.NameOffset, $"\"{TextSanitizer.Sanitize(member.Name)}\" is not a valid name; use 1 to {MaxNameLength} printable characters");
            yield return member;
        }
    }

    private ByteSize? Megabytes(JsonValue value) =>
        findings.Number(value, 0, MaxMegabytes, "a number of MB from 0 up") is { } megabytes ? ByteSize.FromMegabytes(megabytes) : null;

    private void Unknown(JsonMember member, ImmutableArray<string> known)
    {
        if (!findings.IsFull)
            findings.Add(JsonFaultKind.UnknownMember, member.NameOffset, $"\"{TextSanitizer.Sanitize(member.Name)}\"{Spelling.DidYouMeanOneOf(member.Name, known)}");
    }

    private static bool TryOwner(string? text, [NotNullWhen(true)] out string? owner)
    {
        owner = ModelId.TryParse(text, out var id) && id.Owner is null ? text : null;
        return owner is not null;
    }

    private static bool TryClassName(string? text, [NotNullWhen(true)] out string? name)
    {
        name = text is { Length: > 0 and <= MaxNameLength } && char.IsAsciiLetter(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') ? text : null;
        return name is not null;
    }
}
