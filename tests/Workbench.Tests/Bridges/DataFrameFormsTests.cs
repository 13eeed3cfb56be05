using System.Reflection;
using System.Xml.Linq;
using Microsoft.Data.Analysis;
using Workbench.Bridges;
using Workbench.Figures.Display;

namespace Workbench.Tests.Bridges;

public class DataFrameFormsTests
{
    private static readonly DataFrame Small = new(new StringDataFrameColumn("<b>song", ["a & b", null!]),
        new SingleDataFrameColumn("tempo", [120.5f, null]), new Int32DataFrameColumn("count", [1, 2]));

    [Fact]
    public void Text_has_the_rows_and_the_type_and_gaps_of_each_column() => Assert.Equal(
        """
        2 rows, 3 columns

        <b>song  tempo  count
        -------  -----  -----
        a & b    120.5      1
                            2

        2 rows of 3 columns, 2 values missing

        column   type    missing
        -------  ------  -------
        <b>song  string        1
        tempo    float         1
        count    int           0
        """.ReplaceLineEndings("\n"), DataFrameForms.ToText(Small));

    [Fact]
    public void Html_is_escaped_and_has_no_script()
    {
        var html = XElement.Parse($"<x>{DataFrameForms.ToHtml(Small)}</x>");
        var tables = html.Descendants("table").ToList();
        Assert.Equal(2, tables.Count);
        Assert.Equal(["<b>song", "tempo", "count"], tables[0].Element("thead")!.Descendants("th").Select(cell => cell.Value));
        Assert.Equal(["a & b", "120.5", "1", "", "", "2"], tables[0].Element("tbody")!.Descendants("td").Select(cell => cell.Value));
        Assert.Empty(html.Descendants("script"));
    }

    [Fact]
    public void Of_many_rows_and_columns_the_first_and_last_are_shown()
    {
        var wide = new DataFrame([new StringDataFrameColumn("song", Enumerable.Range(0, 1000).Select(row => $"{row}")),
            new StringDataFrameColumn("artist", 1000), .. Enumerable.Range(0, 518).Select(c => new SingleDataFrameColumn($"c{c}",
                Enumerable.Range(0, 1000).Select(row => c == 300 && row == 7 ? null : (float?)(row * c))))]);
        var tables = XElement.Parse($"<x>{DataFrameForms.ToHtml(wide)}</x>").Descendants("table").ToList();
        Assert.Equal("the first 25 of 1,000 rows, 12 of 520 columns", tables[0].Element("caption")!.Value);
        Assert.Equal(25, tables[0].Element("tbody")!.Elements().Count());
        Assert.Equal(["song", "artist", .. Enumerable.Range(0, 8).Select(c => $"c{c}"), "…", "c516", "c517"],
            tables[0].Element("thead")!.Descendants("th").Select(cell => cell.Value));
        Assert.Equal("1,000 rows of 520 columns, 1,001 values missing", tables[1].Element("caption")!.Value);
        Assert.Equal(["song|string|0", "artist|string|1,000", "c0 … c299 (300)|float|0", "c300|float|1", "c301 … c517 (217)|float|0"],
            tables[1].Element("tbody")!.Elements().Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))));
    }

    [Fact]
    public void Kernels_find_the_forms_on_the_assembly()
    {
        var declared = typeof(DataFrameForms).Assembly.GetCustomAttributes<TypeFormatterSourceAttribute>()
            .Single(attribute => attribute.FormattedType == typeof(DataFrame));
        Assert.Equal([MimeType.Html, MimeType.PlainText], declared.PreferredMimeTypes);
        var formatters = ((DataFrameFormatterSource)Activator.CreateInstance(declared.FormatterSourceType)!).CreateTypeFormatters()
            .Cast<DisplayFormatter<DataFrame>>().ToDictionary(formatter => formatter.MimeType);
        Assert.Equal(DataFrameForms.ToHtml(Small), Written(MimeType.Html));
        Assert.Equal(DataFrameForms.ToText(Small), Written(MimeType.PlainText));

        string Written(string form)
        {
            using var writer = new StringWriter();
            Assert.True(formatters[form].Format(Small, writer));
            return writer.ToString();
        }
    }

    [Fact]
    public void An_empty_frame_says_so() =>
        Assert.Equal("0 rows of 0 columns, 0 values missing", DataFrameForms.ToText(new DataFrame()).Split('\n')[0]);
}
