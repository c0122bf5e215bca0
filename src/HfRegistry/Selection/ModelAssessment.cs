using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>The assessment of a model that no request changes: its trait, its rank and the reasons for it.</summary>
internal sealed record ModelAssessment(ExclusionReason? Trait, double Points, ImmutableArray<string> Reasons, ImmutableArray<RankTerm> Terms);

/// <summary>
/// Remembers judgments: they follow from the model, its type and the task alone, and a build asks for the same type a thousand times.
/// </summary>
internal sealed class ModelAssessmentCache
{
    private readonly ConditionalWeakTable<ModelRecord, ConcurrentDictionary<(ModelType Type, string? Task, bool IsTypeAsked), ModelAssessment>> _ofModels = [];

    public ModelAssessment Of(ModelRecord model, RegistryEntry entry, ModelRequest request, SelectionContext context) =>
        _ofModels.GetOrCreateValue(model).GetOrAdd(
            (entry.Type, request.Task, request.Type is not null),
            static (key, about) =>
            {
                var terms = (key is { Task: { } task, IsTypeAsked: false }
                    ? TaskRanking.Of(about.model, about.entry, task, about.context)
                    : Ranking.Of(about.model, key.Type, key.Task, about.context)).ToList();
                return new ModelAssessment(
                    ModelKinds.Of(about.model, key.Type, about.context),
                    terms.Sum(static term => term.Points),
                    [.. terms.OrderByDescending(static term => Math.Abs(term.Points)).Select(static term => term.Reason).OfType<string>()],
                    [.. terms.Where(static term => term.Points != 0)]);
            },
            (model, entry, context));
}
