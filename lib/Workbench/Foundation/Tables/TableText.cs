using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace Workbench.Foundation.Tables;

/// <summary>In which letters a table is written, and what stands between its columns.</summary>
/// <param name="Encoding">How bytes become letters; null for UTF-8 and whatever a byte order mark says.</param>
/// <param name="Separator">Comma, semicolon or tab.</param>
/// <param name="Notes">What must be known of it.</param>
internal sealed record TableText(Encoding? Encoding, char Separator, ImmutableArray<string> Notes)
{
    private const int BlockLength = 1 << 16;

    /// <summary>Its lines; 0 where they were not counted, as of a text with a byte order mark.</summary>
    public long Lines { get; private init; }

    /// <summary>Its bytes, which were counted with the lines.</summary>
    public long Bytes { get; private init; }

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Letters, quotes, dashes and signs of Windows-1252 that western texts have; other bytes belong to other encodings.</summary>
    private const string WesternSigns = "ŠšŒœŽžŸ€‚„…‘’“”•–—™¡ª°º«»¿´·&§©®£";

    /// <summary>Looks through a table.</summary>
    /// <param name="path">What it is called in errors.</param>
    /// <param name="open">Opens it from its first byte.</param>
    /// <exception cref="WorkbenchException">It is in no encoding that is known here.</exception>
    public static TableText Of(string path, Func<Stream> open)
    {
        using var stream = open();
        var block = new byte[BlockLength];
        var (length, start, line) = (0, true, 1L);
        var (separator, sample, isUtf8) = (',', "", true);
        var (lines, bytes) = (0L, 0L);
        try
        {
            while (stream.Read(block, length, block.Length - length) is var read && (read > 0 || length > 0))
            {
                length += read;
                if (start)
                {
                    if (OfMark(block.AsSpan(0, length)) is { } marked)
                        return marked;
                    separator = SeparatorOf(block.AsSpan(0, length));
                    start = false;
                }
                // Only whole lines are looked at: a letter of several bytes never spans two.
                var whole = read == 0 ? length : block.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                if (whole == 0 && length < block.Length)
                    continue;
                if (whole == 0 && length == block.Length)
                {
                    if (length > TableReader.LongestRow)
                        throw new WorkbenchException($"{path}, line {line}: one row of more than {TableReader.LongestRow >> 20} MiB; "
                            + "no table has such rows. Is it a text with a row a song?");
                    Array.Resize(ref block, 2 * block.Length);
                    continue;
                }
                if (!Utf8.IsValid(block.AsSpan(0, whole)) && FirstForeign(block.AsSpan(0, whole)) is var (foreign, at))
                {
                    if (!IsWestern(block.AsSpan(0, whole)))
                        throw new WorkbenchException($"{path}, line {line + at}: \"{foreign}\" is neither UTF-8 nor Windows-1252. "
                            + "Save the file as UTF-8 (in Excel: CSV UTF-8).");
                    if (isUtf8)
                        sample = $"line {line + at}: \"{foreign}\"";
                    isUtf8 = false;
                }
                line += block.AsSpan(0, whole).Count((byte)'\n');
                (lines, bytes) = (read == 0 ? line : line - 1, bytes + whole);
                block.AsSpan(whole, length - whole).CopyTo(block);
                length -= whole;
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new WorkbenchException($"{path}: not readable as CSV: {error.Message}", error);
        }
        return new(isUtf8 ? null : Windows1252, separator, isUtf8 ? []
            : [$"{Path.GetFileName(path)} is not UTF-8 and was read as Windows-1252, {sample}. Save it as UTF-8 if that is not what it "
                + "says."])
        {
            Lines = lines,
            Bytes = bytes,
        };
    }

    private static TableText? OfMark(ReadOnlySpan<byte> start)
    {
        Encoding? encoding = start switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
            [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        return encoding is null ? null : new(encoding, SeparatorOf(encoding.GetString(start)), []);
    }

    private static char SeparatorOf(ReadOnlySpan<byte> start) => SeparatorOf(Encoding.Latin1.GetString(start));

    /// <summary>A semicolon or tab counts where the first line has no comma outside of quotes.</summary>
    private static char SeparatorOf(string start)
    {
        var isQuoted = false;
        Span<int> counts = [0, 0];
        foreach (var c in start)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (isQuoted)
                continue;
            else if (c is '\r' or '\n')
                break;
            else if (c == ',')
                return ',';
            else if (c is ';' or '\t')
                counts[c == ';' ? 0 : 1]++;
        }
        return counts[0] + counts[1] == 0 ? ',' : counts[0] >= counts[1] ? ';' : '\t';
    }

    /// <summary>The first word that is not UTF-8, and how many lines are before it.</summary>
    private static (string Word, int Line) FirstForeign(ReadOnlySpan<byte> text)
    {
        var line = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(text[range]))
            {
                var words = Windows1252.GetString(text[range]).TrimEnd('\r').Split([',', ';', '\t', '"']);
                return (TableReader.Shorten(words.First(word => word.Any(c => c > '\x7F'))), line);
            }
            line++;
        }
        throw new ArgumentException("The text is UTF-8.", nameof(text));
    }

    /// <summary>
    /// Whether a text can be Windows-1252: its bytes above ASCII are letters and signs that western texts have, and never three at once,
    /// as in Cyrillic, Greek, Japanese or Chinese texts of one or two bytes a letter.
    /// </summary>
    private static bool IsWestern(ReadOnlySpan<byte> text)
    {
        var inRow = 0;
        foreach (var c in Windows1252.GetString(text))
        {
            inRow = c <= '\x7F' ? 0 : inRow + 1;
            if (inRow > 2 || (c > '\x7F' && !IsWestern(c)))
                return false;
        }
        return true;
    }

    private static bool IsWestern(char c) =>
        c is >= 'À' and <= 'ÿ' and not '×' and not '÷' || WesternSigns.Contains(c, StringComparison.Ordinal);
}
