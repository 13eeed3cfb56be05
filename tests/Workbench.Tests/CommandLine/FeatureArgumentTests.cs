using Workbench.Cli;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class FeatureArgumentTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Features_are_named_or_stand_in_a_JSON_file()
    {
        Assert.Equal(FeatureSpec.Default, FeatureArgument.Read("default"));
        Assert.Equal(FeatureSpec.Fma518, FeatureArgument.Read("fma518"));
        Assert.Equal(FeatureSpec.LogMel(), FeatureArgument.Read("logmel"));
        var path = folder.File("own.json");
        File.WriteAllText(path, SpecJson.Write(FeatureSpec.LogMel(bands: 96)));
        Assert.Equal(FeatureSpec.LogMel(bands: 96), FeatureArgument.Read(path));
    }

    [Theory]
    [InlineData("features.csv", "features.csv", new string[0])]
    [InlineData("features.csv:mfcc, tonnetz,", "features.csv", new[] { "mfcc", "tonnetz" })]
    [InlineData(@"C:\music\Features.CSV.GZ:tempo", @"C:\music\Features.CSV.GZ", new[] { "tempo" })]
    public void A_table_may_be_followed_by_the_columns_wanted_of_it(string text, string path, string[] columns)
    {
        var table = FeatureArgument.Read(text).Table!;
        Assert.Equal(path, table.Path);
        Assert.Equal(columns, table.Columns);
    }

    [Fact]
    public void What_is_none_of_these_is_refused_with_the_forms() =>
        Assert.StartsWith("mel: no such file. Features are default (308 columns), fma518 ",
            Assert.Throws<WorkbenchException>(() => FeatureArgument.Read("mel")).Message, StringComparison.Ordinal);
}
