using System.Reflection;
using Workbench.Datasets;

namespace Workbench.Tests.Architecture;

/// <summary>Walks every reader of datasets through the places that <c>environment/CONTRIBUTING.md</c> names.</summary>
public class ReaderPlacesTests
{
    private static readonly (string Reader, DatasetForm Form)[] Declared =
    [
        .. from type in typeof(DatasetForm).Assembly.GetTypes()
           from property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
           where property.PropertyType == typeof(DatasetForm)
           select (type.Name, (DatasetForm)property.GetValue(null)!),
    ];

    [Fact]
    public void Every_form_that_a_reader_declares_is_in_the_list()
    {
        Assert.NotEmpty(Declared);
        Assert.All(Declared, reader => Assert.Contains(reader.Form, DatasetReader.Forms));
        Assert.All(DatasetReader.Forms, form => Assert.Contains(form.InWords, DatasetReader.FormsInWords, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_reader_has_a_test() => Assert.All(Declared, reader =>
        Assert.Contains(SourceFiles.Under("tests/Workbench.Tests/Datasets", ".cs"), path =>
            SourceFiles.Text(path).Contains(reader.Reader, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Every_reader_is_given_damaged_tables()
    {
        var tests = SourceFiles.Text("tests/Workbench.Tests/Datasets/DamagedTablesTests.cs");
        Assert.All(Declared, reader => Assert.Contains($"{reader.Reader}.Read", tests, StringComparison.Ordinal));
    }
}
