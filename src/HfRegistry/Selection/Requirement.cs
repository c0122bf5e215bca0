namespace HfRegistry.Selection;

/// <summary>A requirement that a model may fail to meet, in the order in which a request can relax them: the easiest first.</summary>
internal enum Requirement
{
    /// <summary>The weights fit the hardware profile and the size that was asked for.</summary>
    Size,

    /// <summary>The net score is high enough.</summary>
    Score,

    /// <summary>There are weights for the framework.</summary>
    Framework,

    /// <summary>The license is acceptable.</summary>
    License,

    /// <summary>The files can be had without accepting terms.</summary>
    Gated,

    /// <summary>The model is one to build on: no adapter, quantized copy or fine-tune of another, unless that was asked for.</summary>
    Base,

    /// <summary>The model can do the task.</summary>
    Task,

    /// <summary>The model exists on the Hub and is not disabled.</summary>
    Available,

    /// <summary>The configuration does not deny the model.</summary>
    Denied,

    /// <summary>The model is of the type that was asked for.</summary>
    Type,
}

/// <summary>The words that outputs use for requirements.</summary>
internal static class RequirementNames
{
    /// <summary>Returns the word, for example <c>size</c>.</summary>
    public static string NameOf(Requirement requirement) => requirement.ToString().ToLowerInvariant();
}
