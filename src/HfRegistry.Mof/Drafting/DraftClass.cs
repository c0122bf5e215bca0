using System.Collections.Immutable;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Mof.Drafting;

/// <summary>The class of a draft when the licenses are known that its evidence does not tell.</summary>
internal static class DraftClass
{
    private const string AnyOpen = "CC-BY-4.0";

    /// <summary>Returns the components whose license a person can look up, and on which a more open class depends.</summary>
    public static ImmutableArray<DraftedComponent> LookUps(MofDocument document, ImmutableArray<DraftedComponent> components)
    {
        var reachable = Reachable(document, components);
        if (reachable == MofClassifier.Classify(document).Class)
            return [];

        // Only what the class falls without: the paper, where the report counts already, can wait.
        return [.. components.Where(CanBeLookedUp).Where(component => MofClassifier.Classify(Assumed(document, [.. components.Where(CanBeLookedUp).Where(other => other != component)])).Class != reachable)];
    }

    /// <summary>Returns the class when each license that can be looked up is open.</summary>
    public static MofClass Reachable(MofDocument document, ImmutableArray<DraftedComponent> components) =>
        MofClassifier.Classify(Assumed(document, [.. components.Where(CanBeLookedUp)])).Class;

    private static bool CanBeLookedUp(DraftedComponent component) => component.Best.License is { Name: null, LookUp: not null };

    private static MofDocument Assumed(MofDocument document, ImmutableArray<DraftedComponent> open) => document with
    {
        Components = [.. document.Components.Select(listed => open.Any(component => component.Component == listed.Component) ? listed with { License = new MofValue(AnyOpen) } : listed)],
    };
}
