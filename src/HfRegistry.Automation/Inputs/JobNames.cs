using System.Collections.Immutable;

namespace HfRegistry.Automation.Inputs;

/// <summary>The jobs of the action, as the input <c>jobs</c> names them.</summary>
internal static class JobNames
{
    /// <summary>Refreshes the registry and its lock files.</summary>
    public const string Registry = "registry";

    /// <summary>Drafts the MOF documents that are missing.</summary>
    public const string MofDrafts = "mof-drafts";

    /// <summary>Tells which popular models have no MOF document.</summary>
    public const string MofGap = "mof-gap";

    /// <summary>Validates the MOF documents.</summary>
    public const string MofValidate = "mof-validate";

    /// <summary>Judges the models that builds use.</summary>
    public const string Gate = "gate";

    /// <summary>All of them; also the branch of the pull request that is one for all.</summary>
    public const string All = "all";

    /// <summary>Gets the jobs, in the order in which they run.</summary>
    public static ImmutableArray<string> Known { get; } = [Registry, MofDrafts, MofGap, MofValidate, Gate];
}
