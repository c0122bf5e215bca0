using System.Text;

namespace HfRegistry.Licenses;

/// <summary>A stated license as SPDX has it.</summary>
/// <param name="Name">Its SPDX id, its usual name, or what is stated. Foreign text.</param>
/// <param name="Spdx">The SPDX expression: an id, several of them joined, or <c>LicenseRef-…</c>.</param>
/// <param name="IsOnSpdxList">Whether all of it is on the SPDX list.</param>
/// <param name="IsPlaceholder">Whether it is a word in a license's place, such as <c>other</c>, and nothing says which it is.</param>
internal sealed record LicenseTerm(string Name, string Spdx, bool IsOnSpdxList, bool IsPlaceholder);

/// <summary>The SPDX references of licenses that the SPDX list does not have.</summary>
internal static class LicenseReference
{
    /// <summary>Returns <c>LicenseRef-</c> and the name in the characters that SPDX allows there: "Gemma Terms of Use" is <c>LicenseRef-Gemma-Terms-of-Use</c>.</summary>
    public static string Of(string name)
    {
        var reference = new StringBuilder("LicenseRef");
        var isInWord = false;
        foreach (var c in name)
        {
            var isWord = char.IsAsciiLetterOrDigit(c) || c == '.';
            if (isWord)
                reference.Append(isInWord ? "" : "-").Append(c);
            isInWord = isWord;
        }

        return reference.Length == "LicenseRef".Length ? "LicenseRef-unnamed" : reference.ToString();
    }
}
