using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Foundation;

public class SpecJsonTests
{
    [Fact]
    public void A_spec_survives_the_round_trip()
    {
        var spec = SplitSpec.Default with { Seed = 7, Grouping = SplitGrouping.Recording };
        Assert.Equal(spec, SpecJson.Read<SplitSpec>(SpecJson.Write(spec)));
    }

    [Fact]
    public void The_hash_depends_on_every_member()
    {
        Assert.Equal(SpecJson.Hash(SplitSpec.Default), SpecJson.Hash(new SplitSpec()));
        Assert.NotEqual(SpecJson.Hash(SplitSpec.Default), SpecJson.Hash(SplitSpec.Default with { Seed = 1 }));
    }

    [Fact]
    public void Unknown_members_are_refused_by_name()
    {
        var error = Assert.Throws<InvalidSpecException>(() => SpecJson.Read<SplitSpec>("""{"sed": 3}"""));
        Assert.Contains("sed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"layers": [{"kind": "linear", "unit": 3}]}""", "layers[0].unit: no such member; did you mean units?")]
    [InlineData("""{"layer": []}""", "layer: no such member; did you mean layers?")]
    [InlineData("""{"layers": [{"kind": "linaer", "units": 3}]}""", "layers[0]: no such kind linaer; did you mean linear?")]
    [InlineData("""{"layers": [{"units": 3}]}""", "layers[0]: the member kind is missing; it is one of linear, conv2d, ")]
    [InlineData("{\n\"layers\": [{\"kind\": \"linear\",\n\"units\": \"many\"}]}", "layers[0].units (line 3): that is no whole number.")]
    [InlineData("""{"layers": [{"kind": "residual", "layers": [{"kind": "relo"}]}]}""",
        "layers[0].layers[0]: no such kind relo; did you mean relu?")]
    [InlineData("{\"layers\": [}", "layers[0]: '}' is an invalid start of a value. Correct it after the JSON files of a run folder")]
    public void An_error_names_the_place_in_the_JSON_and_what_was_meant(string json, string message) =>
        Assert.StartsWith($"ModelSpec: {message}", Assert.Throws<InvalidSpecException>(() => SpecJson.Read<ModelSpec>(json)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("""{"seed": "three"}""")]
    [InlineData("""{"grouping": "label"}""")]
    public void What_is_no_spec_is_refused(string json) =>
        Assert.StartsWith("SplitSpec: ", Assert.Throws<InvalidSpecException>(() => SpecJson.Read<SplitSpec>(json)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_layer_that_does_not_say_its_kind_is_refused() =>
        Assert.Throws<InvalidSpecException>(() => SpecJson.Read<ModelSpec>("""{"layers": [{"units": 3}]}"""));

    [Fact]
    public void A_null_among_the_features_is_refused()
    {
        var spec = SpecJson.Read<FeatureSpec>("""{"features": [null]}""");
        Assert.Contains("A feature is null", Assert.Throws<InvalidSpecException>(spec.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_named_in_the_error()
    {
        using var folder = new TempFolder();
        var path = folder.File("spec.json");
        Assert.StartsWith($"{path}: cannot be read: ", Assert.Throws<WorkbenchException>(() => SpecJson.ReadFile<SplitSpec>(path)).Message,
            StringComparison.Ordinal);
        File.WriteAllText(path, """{"sed": 3}""");
        Assert.StartsWith($"{path}: SplitSpec: ", Assert.Throws<InvalidSpecException>(() => SpecJson.ReadFile<SplitSpec>(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_named_twice_is_refused() =>
        Assert.Contains("Duplicate", Assert.Throws<InvalidSpecException>(() =>
            SpecJson.Read<ModelSpec>("""{"layers": [], "layers": []}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_no_plain_file_of_reasonable_length_is_refused_before_it_is_opened()
    {
        using var folder = new TempFolder();
        Assert.Equal($"{folder.Path} is a folder; name a file of JSON.", Refused(folder.Path));
        var empty = folder.Write("empty.json", "");
        Assert.Equal($"{empty} is empty, or no plain file; name a file of JSON.", Refused(empty));
        using (var huge = File.Create(folder.File("huge.json")))
            huge.SetLength(3L << 30);
        Assert.Equal($"{folder.File("huge.json")} has 3,221,225,472 bytes, and no spec has more than 67,108,864.",
            Refused(folder.File("huge.json")));
        Assert.StartsWith($"{folder.File("absent.json")}: cannot be read: ", Refused(folder.File("absent.json")), StringComparison.Ordinal);

        static string Refused(string path) => Assert.Throws<WorkbenchException>(() => SpecJson.ReadFile<ModelSpec>(path)).Message;
    }
}
