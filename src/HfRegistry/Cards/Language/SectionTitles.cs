namespace HfRegistry.Cards.Language;

/// <summary>The titles under which cards write about a subject.</summary>
internal static class SectionTitles
{
    /// <summary>Gets what the model is for.</summary>
    public static Phrases IntendedUse { get; } =
        ["intended use", "intended uses", "use cases", "use case", "uses", "direct use", "downstream use", "intended usage", "primary use", "applications"];

    /// <summary>Gets what it cannot do.</summary>
    public static Phrases Limitations { get; } = ["limitation", "limitations", "out-of-scope use", "out of scope", "caveats", "known issues"];

    /// <summary>Gets whom it may harm.</summary>
    public static Phrases Ethics { get; } = ["bias", "biases", "fairness", "risks", "ethical considerations"];
}
