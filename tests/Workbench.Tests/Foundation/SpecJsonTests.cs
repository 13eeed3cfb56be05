using Workbench.Datasets;
using Workbench.Foundation;

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
}
