namespace HfRegistry.Models;

/// <summary>The meaning of gatings.</summary>
internal static class GatingExtensions
{
    /// <summary>Returns whether terms must be accepted first; not so where nobody said.</summary>
    public static bool IsGated(this Gating gating) => gating is Gating.Gated or Gating.Auto or Gating.Manual;
}
