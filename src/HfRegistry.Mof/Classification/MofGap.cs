using System.Collections.Immutable;

namespace HfRegistry.Mof.Classification;

/// <summary>The effort of a step towards a class, the smallest first.</summary>
internal enum GapEffort
{
    /// <summary>To write a license's id as SPDX spells it.</summary>
    Spelling,

    /// <summary>To license what is published.</summary>
    License,

    /// <summary>To license anew what is under a license that is not open.</summary>
    Relicense,

    /// <summary>To publish what is missing.</summary>
    Publish,
}

/// <summary>A step towards a class.</summary>
/// <param name="Component">The component.</param>
/// <param name="Effort">What it takes.</param>
/// <param name="Status">What it is worth today.</param>
/// <param name="Remedy">What would satisfy the class, in a sentence.</param>
internal sealed record GapStep(MofComponent Component, GapEffort Effort, ComponentStatus Status, string Remedy);

/// <summary>The gap between a document and a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Steps">Everything that it still asks for, cheapest first: a license before a new artifact, documents before code before data.</param>
internal sealed record MofGap(MofClass Class, ImmutableArray<GapStep> Steps);
