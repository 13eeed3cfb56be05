using System.Text.Json.Serialization;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Tests.Augmentation;

namespace Workbench.Tests.Architecture;

/// <summary>Walks every transform of sound through the places that <c>environment/CONTRIBUTING.md</c> names.</summary>
public class TransformPlacesTests
{
    private static readonly Type[] Kinds =
    [
        .. typeof(AudioTransform).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(AudioTransform)) && !t.IsAbstract).OrderBy(t => t.Name),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(kind => kind.Name)];

    /// <summary>Those of the library: the users' own are heard in their own notebooks.</summary>
    public static TheoryData<string> Heard => [.. Kinds.Where(kind => kind != typeof(OwnTransform)).Select(kind => kind.Name)];

    [Fact]
    public void Every_transform_and_what_it_draws_have_a_kind_in_JSON()
    {
        Assert.Equal(Kinds, Declared(typeof(AudioTransform)));
        Assert.Equal(typeof(DrawnTransform).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DrawnTransform)) && !t.IsAbstract)
            .OrderBy(t => t.FullName), Declared(typeof(DrawnTransform)).OrderBy(t => t.FullName));
    }

    [Fact]
    public void Every_transform_passes_the_tests_that_are_common_to_all() =>
        Assert.Equal(Kinds, AudioTransformTests.All.Select(row => row.Data.GetType()).OrderBy(t => t.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_transform_has_a_test_of_its_own(string name) =>
        Assert.True(SourceFiles.Have("tests/Workbench.Tests/Augmentation/Transforms", $"new {name}("));

    [Theory]
    [MemberData(nameof(Heard))]
    public void Every_transform_is_heard_before_and_after_in_the_notebook(string name) =>
        Assert.Contains($"new {name}(", SourceFiles.Text("notebooks/02-augment.ipynb"), StringComparison.Ordinal);

    private static IEnumerable<Type> Declared(Type type) =>
        type.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>()
            .Select(declared => declared.DerivedType).OrderBy(t => t.Name);
}
