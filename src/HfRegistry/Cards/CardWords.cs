namespace HfRegistry.Cards;

/// <summary>Counts words.</summary>
internal static class CardWords
{
    /// <summary>Returns the words of a text: runs of letters and digits between blanks; two characters of a script that uses no blanks are one.</summary>
    public static int Count(string text)
    {
        var (words, dense, inWord) = (0, 0, false);
        foreach (var c in text)
        {
            if (IsDense(c))
            {
                dense++;
                inWord = false;
            }
            else if (char.IsWhiteSpace(c))
            {
                inWord = false;
            }
            else if (!inWord && char.IsLetterOrDigit(c))
            {
                words++;
                inWord = true;
            }
        }

        return words + (dense / 2);
    }

    // Kana, the Chinese characters and their extension, Thai: written without blanks between words.
    private static bool IsDense(char c) => c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\u0E01' and <= '\u0E4E');
}
