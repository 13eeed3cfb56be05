using System.Reflection;
using Workbench.Evaluation;

namespace Workbench.Tests.Architecture;

/// <summary>Walks every score through the places that <c>environment/CONTRIBUTING.md</c> names.</summary>
public class MeasurePlacesTests
{
    [Fact]
    public void Every_score_that_is_declared_is_in_the_lists()
    {
        Assert.Equal(Measures.All.ToHashSet(), Declared<Measure>());
        Assert.Equal(Measures.OfLabels.ToHashSet(), Declared<LabelMeasure>());
    }

    private static HashSet<T> Declared<T>() =>
        [.. typeof(Measures).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(T)).Select(property => (T)property.GetValue(null)!)];
}
