using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

public sealed class FeatureSpecTextTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Features_are_named_or_stand_in_a_JSON_file()
    {
        Assert.Equal(FeatureSpec.Default, FeatureSpec.Parse("default"));
        Assert.Equal(FeatureSpec.Fma518, FeatureSpec.Parse("fma518"));
        Assert.Equal(FeatureSpec.LogMel(), FeatureSpec.Parse("logmel"));
        var path = folder.File("own.json");
        File.WriteAllText(path, SpecJson.Write(FeatureSpec.LogMel(bands: 96)));
        Assert.Equal(FeatureSpec.LogMel(bands: 96), FeatureSpec.Parse(path));
    }

    [Theory]
    [InlineData("features.csv", "features.csv", new string[0])]
    [InlineData("features.csv:mfcc, tonnetz,", "features.csv", new[] { "mfcc", "tonnetz" })]
    [InlineData(@"C:\music\Features.CSV.GZ:tempo", @"C:\music\Features.CSV.GZ", new[] { "tempo" })]
    public void A_table_may_be_followed_by_the_columns_wanted_of_it(string text, string path, string[] columns)
    {
        var table = FeatureSpec.Parse(text).Table!;
        Assert.Equal(path, table.Path);
        Assert.Equal(columns, table.Columns);
    }

    [Fact]
    public void What_is_none_of_these_is_refused_with_the_forms() =>
        Assert.StartsWith("mel: no such features; there are default, fma518, logmel, a feature spec as a JSON file, or a table as TABLE",
            Assert.Throws<InvalidSpecException>(() => FeatureSpec.Parse("mel")).Message, StringComparison.Ordinal);
}
