using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HfRegistry.Files;
using HfRegistry.Quality;

namespace HfRegistry.Configuration;

/// <summary>Turns the JSON tree of the <c>gate</c> section, or of a policy file, into settings.</summary>
internal sealed class GateReader(JsonFindings findings)
{
    private const int MaxDays = 36_500;

    /// <summary>Every member of what is demanded of one model.</summary>
    internal static readonly ImmutableArray<string> ModelMembers =
    [
        "preset", "threshold", "thresholds", "sizeDevice", "allowUnknown", "allowLicenses", "denyLicenses", "noGated", "safeWeights", "noCustomCode",
        "maxAgeDays", "minDownloads", "minMofClass", "reason",
    ];

    /// <summary>Every member of the section.</summary>
    internal static readonly ImmutableArray<string> Members = [.. ModelMembers, "models"];

    public GateSettings Read(JsonValue root)
    {
        var models = ImmutableSortedDictionary.CreateBuilder<ModelId, GateDemands>();
        var general = GateDemands.None;
        foreach (var member in findings.Members(root))
        {
            if (member.Name == "models")
                ReadModels(member.Value, models);
            else if (member.Name != "$schema")
                general = Read(member, general, Members);
        }

        return new GateSettings(general, models.ToImmutable());
    }

    private void ReadModels(JsonValue value, ImmutableSortedDictionary<ModelId, GateDemands>.Builder models)
    {
        foreach (var (name, offset, demands) in findings.Members(value))
        {
            if (!ModelId.TryParse(name, out var id))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{TextSanitizer.Sanitize(name)}\" is not a model id");
            else if (!models.TryAdd(id, findings.Members(demands).Aggregate(GateDemands.None, (read, member) => Read(member, read, ModelMembers))))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{name}\" is another spelling of an id that stands above");
        }
    }

    private GateDemands Read(JsonMember member, GateDemands read, ImmutableArray<string> known)
    {
        var value = member.Value;
        switch (member.Name)
        {
            case "preset":
                return read with { Preset = Word(value, GateOptionParser.Preset, $"one of {string.Join(", ", GateOptionParser.Presets)}") };
            case "threshold":
                return read with { Threshold = Share(value) };
            case "thresholds":
                return read with { Thresholds = ReadThresholds(value) };
            case "sizeDevice":
                return read with { SizeDevice = findings.Parsed<string>(value, TryDevice, $"one of {string.Join(", ", GateOptionParser.Devices)}") };
            case "allowUnknown":
                return read with { AllowedUnknown = ReadUnknown(value) };
            case "allowLicenses":
                return read with { AllowedLicenses = findings.ParsedList<string>(value, LicenseRules.TryRead, LicenseRules.Expected) };
            case "denyLicenses":
                return read with { DeniedLicenses = findings.ParsedList<string>(value, LicenseRules.TryRead, LicenseRules.Expected) };
            case "noGated":
                return read with { RefusesGated = findings.Flag(value) };
            case "safeWeights":
                return read with { NeedsSafeWeights = findings.Flag(value) };
            case "noCustomCode":
                return read with { RefusesCustomCode = findings.Flag(value) };
            case "maxAgeDays":
                return read with { MaxAgeDays = (int?)findings.Whole(value, 0, MaxDays, $"a whole number from 0 to {MaxDays}") };
            case "minDownloads":
                return read with { MinDownloads = findings.Count(value) };
            case "minMofClass":
                return read with { MinMofClass = Word(value, GateOptionParser.MofClass, "I, II or III") };
            case "reason":
                return read with { Reason = findings.Line(value) };
            default:
                if (!findings.IsFull)
                    findings.Add(JsonFaultKind.UnknownMember, member.NameOffset, $"\"{TextSanitizer.Sanitize(member.Name)}\"{Spelling.DidYouMeanOneOf(member.Name, known)}");
                return read;
        }
    }

    private ImmutableSortedDictionary<Metric, double> ReadThresholds(JsonValue value)
    {
        var thresholds = ImmutableSortedDictionary.CreateBuilder<Metric, double>();
        foreach (var (name, offset, member) in findings.Members(value))
        {
            if (!MetricNames.TryParse(name, out var metric))
                findings.Add(JsonFaultKind.UnknownMember, offset, GateOptionParser.UnknownMetric(name));
            else if (Share(member) is { } share && !thresholds.TryAdd(metric, share))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{TextSanitizer.Sanitize(name)}\" is another spelling of a metric that stands above");
        }

        return thresholds.ToImmutable();
    }

    private ImmutableSortedSet<Metric> ReadUnknown(JsonValue value)
    {
        if (value.Kind is JsonValueKind.True or JsonValueKind.False)
            return value.Kind == JsonValueKind.True ? [.. MetricNames.All] : [];
        if (value.Kind == JsonValueKind.Array)
            return [.. value.Items.Select(item => Word<Metric>(item, static text => MetricNames.TryParse(text, out var metric) ? metric : null, "a metric")).OfType<Metric>()];
        findings.Expected(value, "true, false or a list of metrics");
        return [];
    }

    private double? Share(JsonValue value) => findings.Number(value, 0, 1, "a number from 0 to 1");

    private T? Word<T>(JsonValue value, Func<string, T?> read, string expected)
        where T : struct
    {
        var word = value.Kind == JsonValueKind.String ? read(value.Text) : null;
        if (word is null)
            findings.Expected(value, expected);
        return word;
    }

    private static bool TryDevice(string? text, [NotNullWhen(true)] out string? device)
    {
        device = GateOptionParser.Device(text);
        return device is not null;
    }
}
