using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>Chooses a model for a request. Pure: equal input gives equal output on every machine.</summary>
/// <remarks>
/// Demands come first, then what is no base to build on is dropped, then the rest is ranked (<see cref="Ranking"/>). When nothing else
/// meets the demands, the best of what is no base to build on is chosen and says so; dummies and adapters never are.
/// </remarks>
internal static class Selector
{
    private const double EntryDefault = 20;
    private const double PinnedBonus = 10_000;

    /// <summary>Filters by the request's demands and ranks what is left.</summary>
    public static SelectionResult Select(ModelRequest request, ModelRegistry registry, SelectionContext context)
    {
        if (request.Id is { } id)
            return ById(id, request, registry, context);
        if (request.Type is { } type)
        {
            if (registry.Find(type) is not { } entry)
                return new([], []);
            // A pin is an order: another model in its place would be a silent refusal of it.
            if (context.Configuration.PinnedDefaults.TryGetValue(type, out var pinned) && entry.FindKnownAs(pinned) is null)
                return new([], [new Rejection(pinned, Requirement.Available, $"{HfConfiguration.FileName} pins it for {type.Name}, and the registry does not hold it: add it with `dotnet build -t:HfRefreshRegistry -p:HfRefreshTypes={type.Name}` or `hfregistry refresh --type {type.Name}`")]);
            var own = Choose([entry], request, context);
            return own.Candidates.IsEmpty ? own with { Rejections = [.. own.Rejections, .. Relatives(entry, request, registry, context)] } : own;
        }

        var entries = request.Task is null ? registry.Entries : registry.Entries.Where(static entry => entry.ComponentOf is null);
        return Choose(entries, request, context);
    }

    /// <summary>Ranks the models of one entry as candidates for its default, without any demand but to exist and to be a base to build on.</summary>
    public static SelectionResult RankDefaults(RegistryEntry entry, SelectionContext context) =>
        Choose([entry with { DefaultModel = null }], new ModelRequest { Raw = new RawRequest { Include = entry.Type.Name }, Type = entry.Type }, context);

    /// <summary>Returns one model of an entry as a candidate for its default, whatever speaks against it: to compare a default with what may follow it.</summary>
    internal static Candidate Rate(RegistryEntry entry, ModelRecord model, SelectionContext context) =>
        Rate(entry with { DefaultModel = null }, model, new ModelRequest { Raw = new RawRequest { Include = entry.Type.Name }, Type = entry.Type }, context);

    private static SelectionResult ById(ModelId id, ModelRequest request, ModelRegistry registry, SelectionContext context)
    {
        if (registry.FindKnownAs(id) is not var (entry, model))
            return new([], []);
        if (RequirementChecker.FirstUnmet(request, entry.Type, model, context) is { } missed)
            return new([], [missed]);
        var since = model.RenamedSince.TryGetValue(id, out var day) ? $" (known since {IsoDate.Format(day)})" : "";
        var reasons = ImmutableArray.Create(model.Id == id ? "asked for by id" : $"asked for by its old id {id}{since}");
        return new([new Candidate(entry, model, 0, [.. reasons, .. Notes(request, entry, model, context)])], []);
    }

    private static SelectionResult Choose(IEnumerable<RegistryEntry> entries, ModelRequest request, SelectionContext context)
    {
        var rejections = new List<(Rejection Rejection, ModelRecord Model)>();
        var fit = new List<Candidate>();
        var lastResort = new List<Candidate>();
        foreach (var entry in entries)
        {
            var pinned = Pinned(entry, context);
            if (entry.ComponentOf is { } whole)
            {
                rejections.AddRange(entry.Models.Select(model => (new Rejection(model.Id, Requirement.Base, $"{entry.Type.Name} is a part of {whole.Name}"), model)));
                continue;
            }

            foreach (var model in entry.Models)
            {
                if (RequirementChecker.FirstUnmet(request, entry.Type, model, context) is { } missed)
                {
                    rejections.Add((missed, model));
                    continue;
                }

                var isDefault = entry.DefaultModel == model.Id && request.Type is not null;
                var isPinned = pinned is not null && pinned == model.Id;
                // Nobody who asks for a type or a task means a model that nobody uses: such a one is asked for by its id.
                if (!isDefault && !isPinned && Ranking.IsObscure(model, entry.Type, context))
                {
                    rejections.Add((new Rejection(model.Id, Requirement.Base, "too few use it to be chosen unasked"), model));
                    continue;
                }

                var trait = context.ModelAssessmentCache.Of(model, entry, request, context).Trait;
                if (trait is null || isPinned || isDefault || IsAskedFor(trait.Trait, request, entry.Type, model, context))
                {
                    fit.Add(Rate(entry, model, request, context));
                    continue;
                }

                rejections.Add((new Rejection(model.Id, Requirement.Base, $"it is not a base model: {trait.Reason}"), model));
                // Random weights teach nothing and an adapter runs on nothing: they never stand for a type.
                if (trait.Trait is not (ModelKind.Dummy or ModelKind.Adapter))
                    lastResort.Add(WithCaution(Rate(entry, model, request, context), trait));
            }
        }

        var chosen = fit.Count > 0 ? fit : lastResort;
        chosen = Preferences.Apply(chosen, request);
        var revived = fit.Count > 0 ? [] : lastResort.Select(static candidate => candidate.Model.Id).ToHashSet();
        return new SelectionResult(
            [.. chosen.OrderByDescending(static candidate => candidate.Score).ThenBy(static candidate => candidate.Model.Id)],
            [.. rejections.Where(dropped => !revived.Contains(dropped.Rejection.Id)).OrderBy(static dropped => dropped.Rejection.Requirement).ThenBy(static dropped => Distance(dropped.Rejection, dropped.Model))
                .ThenBy(static dropped => dropped.Rejection.Id).Select(static dropped => dropped.Rejection)]);
    }

    // Among those that are too large the smallest is the nearest; among others, the one that most people use.
    private static long Distance(Rejection rejection, ModelRecord model) =>
        rejection.Requirement == Requirement.Size ? model.Size?.Bytes ?? long.MaxValue : -(model.Downloads30d ?? 0);

    // Who names a task alone wants what can do it today; who names a type that has a class for the task wants the type's base for it.
    private static bool IsAskedFor(ModelKind trait, ModelRequest request, ModelType type, ModelRecord model, SelectionContext context) => trait switch
    {
        ModelKind.Embedder or ModelKind.FineTune =>
            request.Task is { } task && (request.Type is null ? TaskFit.Of(model, type, task, context) >= TaskFitness.Near : model.PipelineTag == task && context.ClassFor(type, task) is null),
        ModelKind.Quantized => request.Framework == "gguf",
        ModelKind.Conversion => request.Framework is { } framework and not ("pytorch" or "safetensors") && model.Formats.Contains(framework),
        _ => false,
    };

    private static Candidate Rate(RegistryEntry entry, ModelRecord model, ModelRequest request, SelectionContext context)
    {
        var (_, points, reasons, terms) = context.ModelAssessmentCache.Of(model, entry, request, context);
        if (request is { Task: not null, Type: null } && TaskRanking.SizeOf(model, request) is var fit)
            (points, reasons, terms) = (points + fit.Points, fit.Reason is { } why ? reasons.Insert(Math.Min(2, reasons.Length), why) : reasons, fit.Points == 0 ? terms : terms.Add(fit));
        var pinned = Pinned(entry, context) == model.Id;
        var candidate = new Candidate(entry, model, Rounded(points), [.. pinned ? [] : reasons, .. Notes(request, entry, model, context)]) { Terms = terms };
        if (pinned)
            return candidate.With(new("pin", PinnedBonus, $"{HfConfiguration.FileName} pins it for {entry.Type.Name}"));
        // Who asks for a task alone did not ask for the type: its default has no claim.
        return entry.DefaultModel == model.Id && request.Type is not null
            ? candidate.With(new("default", EntryDefault, $"the registry's default for {entry.Type.Name}"))
            : candidate;
    }

    /// <summary>Returns the model that the configuration pins for an entry's type, under the id that it has now; null for none.</summary>
    private static ModelId? Pinned(RegistryEntry entry, SelectionContext context) =>
        context.Configuration.PinnedDefaults.TryGetValue(entry.Type, out var id) ? entry.FindKnownAs(id)?.Id : null;

    // Sums of doubles may differ in the last bit between machines; a thousandth decides nothing.
    private static double Rounded(double score) => Math.Round(score, 3);

    private static Candidate WithCaution(Candidate candidate, ExclusionReason trait) =>
        candidate with { Reasons = [$"nothing better is known: {trait.Reason}", .. candidate.Reasons] };

    private static IEnumerable<string> Notes(ModelRequest request, RegistryEntry entry, ModelRecord model, SelectionContext context)
    {
        if (request.Task is { } task && model.PipelineTag != task && context.ClassFor(entry.Type, task) is { } className)
        {
            yield return model.PipelineTag is { } tag
                ? $"its pipeline_tag is {TextSanitizer.Sanitize(tag)}; {entry.Type.Name} does {task} as {className}, whose head may still have to be trained"
                : $"its pipeline_tag is not known; {entry.Type.Name} does {task} as {className}";
        }

        if (request is { Hardware: not null } or { MaxSize: not null } && model.Size is { } size)
            yield return $"its weights take {size} ({SizeBasisText.Of(model)})";
        if (model.Gating == Gating.Unknown && !Publishers.IsUsuallyGated(model))
            yield return "whether it is gated is not known";
    }

    // Smaller types of one architecture line are named, never chosen: nobody asked for them.
    private static IEnumerable<Rejection> Relatives(RegistryEntry entry, ModelRequest request, ModelRegistry registry, SelectionContext context)
    {
        if (context.Types.Find(entry.Type) is not { } info)
            return [];
        var relatives = context.Types.RelativesOf(entry.Type).Select(registry.Find).OfType<RegistryEntry>();
        return relatives.Select(relative => Choose([relative], request, context).Chosen).OfType<Candidate>()
            .Select(candidate => new Rejection(candidate.Model.Id, Requirement.Type, $"it meets the demands, but it is a {candidate.Entry.Type.Name} model of the {info.Family} family, not {entry.Type.Name}"));
    }
}
