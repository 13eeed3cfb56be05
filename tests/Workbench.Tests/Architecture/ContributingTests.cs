using System.Reflection;
using System.Text.RegularExpressions;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Architecture;

/// <summary>What <c>environment/CONTRIBUTING.md</c> sends people to is there, and what walks the places is told there.</summary>
public partial class ContributingTests
{
    private static readonly string Text = SourceFiles.Text("environment/CONTRIBUTING.md");

    [Fact]
    public void The_files_it_names_are_there()
    {
        string[] paths = [.. PathPattern().Matches(Text).Select(match => match.Groups[1].Value).Distinct()];
        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root,
            path.Contains("NAME", StringComparison.Ordinal) ? Path.GetDirectoryName(path)! : path)), path));
    }

    [Fact]
    public void The_tests_it_names_are_there() => Assert.All(TestPattern().Matches(Text), match =>
        Assert.Contains(typeof(ContributingTests).Assembly.GetTypes(),
            type => type.Name == match.Groups[1].Value && type.GetMethod(match.Groups[2].Value) is not null));

    [Fact]
    public void It_names_every_test_that_walks_the_places()
    {
        var named = TestPattern().Matches(Text).Select(match => match.Value).ToHashSet();
        Assert.Empty(
            from type in typeof(ContributingTests).Assembly.GetTypes()
            where type.Name.EndsWith("PlacesTests", StringComparison.Ordinal)
            from method in type.GetMethods()
            where method.IsDefined(typeof(FactAttribute))
            where !named.Contains($"{type.Name}.{method.Name}")
            select $"{type.Name}.{method.Name}");
    }

    [Fact]
    public void The_change_log_begins_with_the_version_that_is_built()
    {
        var version = Regex.Match(SourceFiles.Text("environment/build/Common.props"), "<Version>(.+)</Version>").Groups[1].Value;
        var newest = Regex.Match(SourceFiles.Text("environment/CHANGELOG.md"), @"^## (\S+)", RegexOptions.Multiline).Groups[1].Value;
        Assert.Equal(version, newest);
    }

    [Fact]
    public void The_public_service_runs_the_commands_of_the_README()
    {
        var workflow = SourceFiles.Text(".github/workflows/ci.yml");
        Assert.All(Regex.Match(SourceFiles.Text("README.md"), "^```sh\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
            .Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            command => Assert.Contains($"run: {command}\n", workflow, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`((?:lib|tests|environment|notebooks|data|\.github)/[^`\s]+)`")]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"\b(\w+Tests)\.(?!cs\b)(\w+)")]
    private static partial Regex TestPattern();
}
