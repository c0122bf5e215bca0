namespace HfRegistry.Mof.Drafting;

/// <summary>A store of drafts, by the names of their files.</summary>
internal interface IDraftStore
{
    /// <summary>Returns the path that results and messages have for a file.</summary>
    /// <param name="name">The file's name.</param>
    string PathOf(string name);

    /// <summary>Reads what has a name, in any case of its letters: some systems do not tell them apart.</summary>
    /// <param name="name">The file's name.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    DraftHead Inspect(string name);

    /// <summary>Keeps a draft. Drafts of several models may be written at the same time.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="text">The file's text.</param>
    /// <returns>Null when done; else why not, and what was there is untouched.</returns>
    Diagnostic? Write(string name, string text);
}
