using System.Text;

namespace Workbench.Cli;

/// <summary>A line as a shell takes it apart into words: blanks divide, quotes and backslashes keep together.</summary>
internal static class ShellWords
{
    /// <summary>The words of a line that may end within one; the last is empty where it ends in a blank.</summary>
    public static IReadOnlyList<string> Of(string line)
    {
        List<string> words = [];
        var word = new StringBuilder();
        var (quote, isWord) = ('\0', false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == '\0' && c is (' ' or '\t'))
            {
                if (isWord)
                    words.Add(word.ToString());
                word.Clear();
                isWord = false;
                continue;
            }
            isWord = true;
            if (c == quote)
                quote = '\0';
            else if (quote == '\0' && c is ('"' or '\''))
                quote = c;
            else if (c == '\\' && quote != '\'' && i + 1 < line.Length && Path.DirectorySeparatorChar != '\\')
                word.Append(line[++i]);
            else
                word.Append(c);
        }
        words.Add(word.ToString());
        return words;
    }

    /// <summary>A word as bash reads it as one.</summary>
    public static string Escape(string word) =>
        string.Concat(word.Select(c => char.IsLetterOrDigit(c) || "-_./=:,+@%~".Contains(c) ? $"{c}" : $"\\{c}"));
}
