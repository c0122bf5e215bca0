using System.Collections.Frozen;

namespace HfRegistry.Quality;

/// <summary>Licenses whose works may become part of a work under LGPL-2.1, by the Free Software Foundation's list of compatible licenses.</summary>
internal static class LgplCompatibility
{
    /// <summary>Gets their SPDX ids. Apache-2.0 is not among them: its patent terms are a further restriction to version 2.</summary>
    public static FrozenSet<string> With21 { get; } = FrozenSet.Create(StringComparer.Ordinal,
        "0BSD", "Artistic-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "LGPL-2.0+", "LGPL-2.0-or-later", "LGPL-2.1", "LGPL-2.1+",
        "LGPL-2.1-only", "LGPL-2.1-or-later", "MIT", "MIT-0", "MPL-2.0", "NCSA", "PostgreSQL", "Unlicense", "WTFPL", "Zlib");
}
