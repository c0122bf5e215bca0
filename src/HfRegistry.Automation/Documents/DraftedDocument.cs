using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.Mof;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;

namespace HfRegistry.Automation.Documents;

/// <summary>A draft of the proposal.</summary>
/// <param name="Id">The model.</param>
/// <param name="Path">Its file.</param>
/// <param name="Text">The file's text.</param>
internal sealed record DraftedDocument(ModelId Id, TreePath Path, string Text)
{
    /// <summary>Gets what it was made of; null when the Hub did not answer this time and the text is an earlier run's.</summary>
    public MofDraft? Draft { get; init; }

    /// <summary>Gets the commit that the text was made at, or null.</summary>
    public string? Revision => DraftText.Read(Text).Revision;

    /// <summary>Gets what is between it and the next class; null when it is in class I, or the evidence is not at hand.</summary>
    public MofGap? Next => Draft is null ? null : GapAnalysis.Of(Draft.Document, MofReading.Mot) is [var next, ..] ? next : null;

    /// <summary>Gets its class, should a person confirm all of it; null when the evidence is not at hand.</summary>
    public MofClass? Class => Draft is null ? null : MofClassifier.Classify(Draft.Document).Class;
}

/// <summary>Everything that the text of the drafts' pull request is made of. Equal facts give equal text: no clock and no count is in it.</summary>
internal sealed record DraftsFacts
{
    /// <summary>Gets the drafts, in the order of their files.</summary>
    public required ImmutableArray<DraftedDocument> Drafts { get; init; }

    /// <summary>Gets the path of the configuration, where there is one or where it belongs.</summary>
    public required TreePath ConfigurationPath { get; init; }

    /// <summary>Gets the folder of the documents.</summary>
    public required TreePath Folder { get; init; }

    /// <summary>Gets the Hub's address.</summary>
    public required Uri Hub { get; init; }

    /// <summary>Gets the downloads of 30 days from which a model counts as popular.</summary>
    public required long MinDownloads { get; init; }

    /// <summary>Gets whether source repositories were read on GitHub.</summary>
    public required bool ReadsSources { get; init; }

    /// <summary>Gets whether more popular models lack a document than the proposal holds.</summary>
    public required bool HasMore { get; init; }
}
