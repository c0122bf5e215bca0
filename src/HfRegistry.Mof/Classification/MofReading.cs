namespace HfRegistry.Mof.Classification;

/// <summary>The mode in which a document is read.</summary>
internal enum MofReading
{
    /// <summary>
    /// As the Model Openness Tool takes them: ids letter by letter, an unknown component for Datasets, the last of two components of one
    /// name.
    /// </summary>
    Mot,

    /// <summary>As they are meant: other spellings of ids and names count, unknown components do not, and a license that denies its component takes it off the list.</summary>
    Normalized,
}
