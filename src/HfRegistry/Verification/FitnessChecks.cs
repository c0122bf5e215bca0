using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Selection;

namespace HfRegistry.Verification;

/// <summary>The checks whether a model is fit for its use: its task, framework and library, its files, and what loading them would run.</summary>
internal static class FitnessChecks
{
    public static IEnumerable<ModelCheck> Of(FitnessDemands demands, HubModel model, SelectionContext context)
    {
        if (demands.Task is { } task)
            yield return Task(task, model, context);
        if (demands.Framework is { } framework)
            yield return Framework(framework, model);
        if (demands.Library is { } library)
            yield return Library(library, model);
        yield return LoadableFiles.Check(demands, model);
        yield return WeightSafety.Check(model);
        if (model.HasCustomCode)
            yield return ModelCheck.Noted("code", "loading it runs code of its repository (its configuration has an auto_map)");
    }

    private static ModelCheck Task(string task, HubModel model, SelectionContext context)
    {
        const string Name = "task";
        if (model.PipelineTag == task)
            return ModelCheck.Passed(Name, $"its pipeline_tag is {task}");
        var type = ModelType.TryParse(model.ModelType, out var own) ? own : null;
        var known = type is null ? null : context.ClassFor(type, task);
        if (known is not null && model.Architectures.Contains(known))
            return ModelCheck.Passed(Name, $"it was saved as {known}, the class of {type!.Name} for {task}");
        var tag = model.PipelineTag is { } other ? $"its pipeline_tag is {TextSanitizer.Sanitize(other)}" : "it has no pipeline_tag";
        return known is null
            ? ModelCheck.Failed(Name, $"{tag}, and {(type is null ? "its configuration names no type" : $"{type.Name} has no class for {task}")}")
            : ModelCheck.Noted(Name, $"{tag}; {type!.Name} does {task} as {known}, whose head may still have to be trained");
    }

    private static ModelCheck Framework(string framework, HubModel model)
    {
        var formats = model.Files.IsEmpty ? WeightFormats.Of(model) : FormatsOf(model);
        return formats.Contains(framework)
            ? ModelCheck.Passed("framework", $"it has {framework} weights")
            : ModelCheck.Failed("framework", formats.IsEmpty ? $"it has no {framework} weights, nor any other" : $"it has {string.Join(", ", formats)}, no {framework}");
    }

    private static ModelCheck Library(string library, HubModel model)
    {
        if (string.Equals(model.LibraryName, library, StringComparison.OrdinalIgnoreCase))
            return ModelCheck.Passed("library", $"it is a {library} model");
        var own = model.LibraryName is { } name ? $"its library is {TextSanitizer.Sanitize(name)}" : "it names no library";
        return model.Tags.Contains(library, StringComparer.OrdinalIgnoreCase)
            ? ModelCheck.Passed("library", $"{own}, and its tags name {library}")
            : ModelCheck.Failed("library", $"{own}, and no tag names {library}");
    }

    /// <summary>Returns the formats that a model has weight files of, sorted.</summary>
    internal static ImmutableArray<string> FormatsOf(HubModel model) =>
        [.. model.Files.Select(static file => WeightFile.FormatOf(file.Path)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
