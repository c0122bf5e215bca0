using System.Globalization;
using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>The hard demands of a request against one model. What is not known fails a demand that was made, and only then.</summary>
internal static class RequirementChecker
{
    // What the registry keeps of a score is rounded; what differs by less than this is equal.
    private const double ScoreTolerance = 1e-9;

    /// <summary>Returns the first demand that a model misses, in the order of their weight, or null.</summary>
    public static Rejection? FirstUnmet(ModelRequest request, ModelType type, ModelRecord model, SelectionContext context) =>
        Availability(model, context) ?? TaskOf(request, type, model, context) ?? Gate(model, request.AllowGated)
            ?? FrameworkOf(request, model) ?? LicenseOf(request, model) ?? SizeOf(request, model) ?? ScoreOf(request, model);

    /// <summary>Returns whether a model exists, is not disabled and not denied.</summary>
    public static Rejection? Availability(ModelRecord model, SelectionContext context) => model switch
    {
        _ when context.Denies(model) => new(model.Id, Requirement.Denied, "the configuration denies it"),
        { GoneSince: { } day } => new(model.Id, Requirement.Available, $"it is gone from the Hub since {IsoDate.Format(day)}"),
        { ReplacedSince: { } day } => new(model.Id, Requirement.Available, $"its id names another repository since {IsoDate.Format(day)}"),
        { IsDisabled: true } => new(model.Id, Requirement.Available, "the Hub has disabled it"),
        _ => null,
    };

    /// <summary>Returns whether a model's files can be had without accepting terms; unknown gating passes.</summary>
    public static Rejection? Gate(ModelRecord model, bool allowGated) =>
        !allowGated && model.Gating is Gating.Gated or Gating.Auto or Gating.Manual
            ? new(model.Id, Requirement.Gated, "it is gated: its terms have to be accepted on the Hub")
            : null;

    private static Rejection? TaskOf(ModelRequest request, ModelType type, ModelRecord model, SelectionContext context)
    {
        if (request.Task is not { } task || model.PipelineTag == task)
            return null;
        // Who names a type wants it for the task; who names the task alone wants what does it today.
        if (request.Type is null && request.Id is null ? TaskFit.Of(model, type, task, context) != TaskFitness.None : context.ClassFor(type, task) is not null || context.TypesFor(task).Contains(type))
            return null;
        var own = model.PipelineTag is { } tag ? $"its pipeline_tag is {TextSanitizer.Sanitize(tag)}" : "its task is not known";
        return new(model.Id, Requirement.Task, $"{own}, and {(context.ClassFor(type, task) is null ? $"{type.Name} has no class for {task}" : $"nothing says that it is trained for {task}")}");
    }

    private static Rejection? FrameworkOf(ModelRequest request, ModelRecord model)
    {
        if (request.Framework is not { } framework || model.Formats.Contains(framework))
            return null;
        return new(model.Id, Requirement.Framework, model.Formats.IsEmpty ? "its files are not known" : $"it has {string.Join(", ", model.Formats)}, no {framework}");
    }

    private static Rejection? LicenseOf(ModelRequest request, ModelRecord model)
    {
        if (request.Licenses.IsEmpty)
            return null;
        var licenses = model.Licensing;
        // A slug that nobody here knows is met by the very same one alone.
        if (LicenseRules.Allow(request.LicenseRules, [], licenses) || (licenses is { Name: null, Stated: [var only] } && request.Licenses.Contains(only)))
            return null;
        return new(model.Id, Requirement.License, licenses.Text is { } text ? $"its license is {TextSanitizer.Sanitize(text)}" : "its license is not known");
    }

    private static Rejection? SizeOf(ModelRequest request, ModelRecord model)
    {
        if (Limit(request) is not var (limit, name))
            return null;
        if (model.Size is not { } size)
            return new(model.Id, Requirement.Size, "its size is not known");
        return size <= limit ? null : new(model.Id, Requirement.Size, $"its weights take {size}, over the {limit}{name} ({SizeBasisText.Of(model)})");
    }

    private static Rejection? ScoreOf(ModelRequest request, ModelRecord model) => (request.MinScore, model.Scores) switch
    {
        (null, _) => null,
        ({ } least, { Net: { } net }) when net >= least - ScoreTolerance => null,
        ({ } least, { Net: { } net }) => new(model.Id, Requirement.Score, string.Create(CultureInfo.InvariantCulture, $"its net score is {net:0.####}, under {least:0.####}")),
        (_, null) => new(model.Id, Requirement.Score, "nobody has scored it"),
        _ => new(model.Id, Requirement.Score, "its net score is not known: too few of its metrics are"),
    };

    private static (ByteSize Limit, string Name)? Limit(ModelRequest request) => (request.Hardware, request.MaxSize) switch
    {
        (null, null) => null,
        ({ } hardware, { } most) when most < hardware.MaxWeights => (most, " that were asked for"),
        ({ } hardware, _) => (hardware.MaxWeights, $" of {hardware.Name}"),
        (null, { } most) => (most, " that were asked for"),
    };
}
