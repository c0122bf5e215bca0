using System.Collections.Immutable;
using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Gate;

/// <summary>The options with which a command is told what models have to meet.</summary>
internal sealed class GateOptions
{
    private const string Everything = "all";

    private readonly Option<string[]> _min = new("--min")
    {
        Description = "What a metric has to reach, 0 to 1; a number alone counts for every metric. May be given again.",
        HelpName = "METRIC=VALUE",
    };

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = "The thresholds to start from: strict, balanced or license-only.",
        HelpName = "PRESET",
        CompletionSources = { static _ => GateOptionParser.Presets },
    };

    private readonly Option<string?> _policy = new("--policy") { Description = "A policy file in place of the gate section of hfregistry.json.", HelpName = "FILE" };

    private readonly Option<string[]> _allowUnknown = new("--allow-unknown")
    {
        Description = "A metric that may be unknown, or all. May be given again.",
        HelpName = "METRIC",
    };

    private readonly Option<string?> _sizeDevice = new("--size-device") { Description = "The device whose size score counts; by default the mean of all.", HelpName = "DEVICE" };

    private readonly Option<string?> _mofClass = new("--mof-class") { Description = "The class of the model's MOF document, for a policy that demands one.", HelpName = "I|II|III" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_min, _preset, _policy, _allowUnknown, _sizeDevice, _mofClass])
            command.Add(option);
    }

    /// <summary>Returns what the options demand; every mistake is told.</summary>
    public Outcome<GateLayer> Demands(ParseResult parsed)
    {
        var mistakes = ImmutableArray.CreateBuilder<string>();
        var demands = GateDemands.None;
        foreach (var word in parsed.GetValue(_min) ?? [])
        {
            if (!GateOptionParser.TryAdd(word, ref demands, out var mistake))
                mistakes.Add($"--min: {mistake}");
        }

        if (parsed.GetValue(_preset) is { } preset && (demands = demands with { Preset = GateOptionParser.Preset(preset) }).Preset is null)
            mistakes.Add($"--preset: '{TextSanitizer.Sanitize(preset)}' is none of {string.Join(", ", GateOptionParser.Presets)}");
        if (parsed.GetValue(_allowUnknown) is { Length: > 0 } words)
        {
            var unknown = words.Contains(Everything, StringComparer.OrdinalIgnoreCase) ? "true" : string.Join(',', words);
            demands = demands with { AllowedUnknown = GateOptionParser.AllowedUnknown(unknown, out var mistake) };
            if (mistake is not null)
                mistakes.Add($"--allow-unknown: {mistake}");
        }

        if (parsed.GetValue(_sizeDevice) is { } device && (demands = demands with { SizeDevice = GateOptionParser.Device(device) }).SizeDevice is null)
            mistakes.Add($"--size-device: '{TextSanitizer.Sanitize(device)}' is none of {string.Join(", ", GateOptionParser.Devices)}");
        if (parsed.GetValue(_mofClass) is { } text && GateOptionParser.MofClass(text) is null)
            mistakes.Add($"--mof-class: '{TextSanitizer.Sanitize(text)}' is none of {string.Join(", ", GateOptionParser.MofClasses)}");
        return mistakes.Count == 0
            ? new Outcome<GateLayer>(new GateLayer(demands, "the command line"))
            : new Outcome<GateLayer>(null, [.. mistakes.Select(static mistake => DiagnosticCatalog.GateOptionInvalid.Create(mistake))]);
    }

    /// <summary>Returns the policy file that is named, else the configuration's section.</summary>
    public Outcome<GateSettings> Settings(ParseResult parsed, Workspace workspace, CommandIO io) => parsed.GetValue(_policy) is { } path
        ? ConfigurationFile.LoadPolicy(io.PathOf(path))
        : new Outcome<GateSettings>(workspace.Context.Configuration.Gate);

    /// <summary>Returns the class of the MOF document, 1 to 3, or null.</summary>
    public int? MofClass(ParseResult parsed) => GateOptionParser.MofClass(parsed.GetValue(_mofClass));
}
