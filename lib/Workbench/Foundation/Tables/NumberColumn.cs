using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Workbench.Foundation.Tables;

/// <summary>
/// What is known of a column of numbers after its cells were read. Every cell is a number as programs write it, a decimal comma, a
/// missing value (blank, <c>N/A</c>, <c>inf</c>, a text), or a number that people group; which of two readings is right only the whole
/// column can tell.
/// </summary>
/// <param name="name">Its name.</param>
internal sealed partial class NumberColumn(string name)
{
    private Cell? point, comma, openComma, grouped, missing;
    private int numbers, texts, blanks;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is a column of numbers: there are some, and no more texts than numbers.</summary>
    public bool IsOfNumbers => numbers > 0 && numbers >= texts;

    /// <summary>Rows without a number.</summary>
    public int Missing => texts + blanks;

    /// <summary>The first row without a number, and what stands there; null where every row has one.</summary>
    public (string Row, string Text)? FirstMissing => missing is null ? null : (missing.Row, missing.Text);

    /// <summary>Whether decimal commas stand in it that can be nothing else.</summary>
    public bool HasCommas => comma is not null;

    /// <summary>Whether decimal points stand in it.</summary>
    public bool HasPoints => point is not null;

    /// <summary>Reads a cell.</summary>
    /// <param name="row">What its row is called.</param>
    /// <param name="text">The cell, UTF-8.</param>
    /// <returns>The number, its decimal comma taken for a point; NaN for a missing value.</returns>
    public float Read(string row, ReadOnlySpan<byte> text)
    {
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value))
        {
            numbers++;
            if (point is null && text.Contains((byte)'.'))
                point = new(row, Encoding.UTF8.GetString(text));
            return value;
        }
        return ReadOther(row, Encoding.UTF8.GetString(text).Trim());
    }

    /// <summary>Refuses a column that can be read in two ways.</summary>
    /// <param name="path">The file, for the error.</param>
    /// <param name="tableHasCommas">Whether other columns tell that the table is written with decimal commas.</param>
    /// <exception cref="WorkbenchException">A comma or point that may be a decimal or a thousands separator.</exception>
    public void RequireOneReading(string path, bool tableHasCommas)
    {
        if (grouped is { } value)
            throw Ambiguous(value, "has separators of thousands, or several of them");
        if ((comma ?? openComma) is { } first && point is { } other)
            throw Ambiguous(first, $"has a comma where row {other.Row} has a point ({other.Text})");
        if (openComma is { } open && comma is null && !tableHasCommas)
            throw Ambiguous(open, $"may be {open.Text.Replace(',', '.')} or {open.Text.Replace(",", "", StringComparison.Ordinal)}");

        WorkbenchException Ambiguous(Cell cell, string problem) =>
            new($"{path}: row {cell.Row}, column {Name}: \"{cell.Text}\" {problem}. "
                + "Write numbers with a decimal point and without separators of thousands, as 1234.5.");
    }

    /// <summary>What must be known of its cells, as sentences.</summary>
    public IEnumerable<string> Notes()
    {
        if ((comma ?? openComma) is { } cell)
            yield return $"The column {Name} has decimal commas and was read so: \"{cell.Text}\" of row {cell.Row} is "
                + $"{cell.Text.Replace(',', '.')}.";
        if (missing is { } gap)
            yield return $"The column {Name} has no number in {Missing} row(s), for instance "
                + $"{gap.Row}{(gap.Text.Length == 0 ? " (blank)" : $": \"{gap.Text}\"")}; these songs are left out.";
    }

    private float ReadOther(string row, string text)
    {
        var cell = new Cell(row, TableReader.Shorten(text));
        if (CommaPattern().IsMatch(text)
            && float.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && float.IsFinite(value))
        {
            numbers++;
            if (ThousandPattern().IsMatch(text))
                openComma ??= cell;
            else
                comma ??= cell;
            return value;
        }
        if (GroupedPattern().IsMatch(text))
        {
            numbers++;
            grouped ??= cell;
            return float.NaN;
        }
        if (MissingPattern().IsMatch(text))
            blanks++;
        else
            texts++;
        missing ??= cell;
        return float.NaN;
    }

    [GeneratedRegex(@"^[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?$")]
    private static partial Regex CommaPattern();

    /// <summary>A comma that may separate thousands: not that of 0,234 or of 1,23.</summary>
    [GeneratedRegex("^[+-]?[1-9][0-9]{0,2},[0-9]{3}$")]
    private static partial Regex ThousandPattern();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}([,.'\u2019 \u00A0\u202F_][0-9]{3})+([.,][0-9]+)?$")]
    private static partial Regex GroupedPattern();

    [GeneratedRegex(@"^[+-]?(|#?n/?a|nan|null|none|nil|missing|unknown|-|\.|\?|inf|infinity|\u221E)$", RegexOptions.IgnoreCase)]
    private static partial Regex MissingPattern();

    private sealed record Cell(string Row, string Text);
}
