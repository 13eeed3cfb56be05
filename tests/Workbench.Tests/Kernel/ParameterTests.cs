using Workbench.Kernel;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;

namespace Workbench.Tests.Kernel;

[Collection(ProcessWide.Name)]
public class ParameterTests
{
    private const string Declaring = "var epochs = 1; string name = \"a\"; var rate = 0.5f; double factor = 2; bool fast = false; "
        + "int? limit = 3; const int fixedCount = 1; DayOfWeek day = default; var list = new int[0];";

    [Fact]
    public void Values_are_assigned_as_literals_of_the_declared_types()
    {
        var notebook = Notebook();
        var result = Run(notebook, ("epochs", "3"), ("name", "say \"hi\"\\"), ("rate", "1e-3"), ("factor", "1E20"), ("fast", "true"),
            ("limit", "null"), ("day", "Friday"));
        Assert.Null(result.Failure);
        var injected = notebook.Cells[1];
        Assert.Equal(
            "epochs = 3;\nname = \"say \\\"hi\\\"\\\\\";\nrate = 0.001f;\nfactor = 1E+20;\nfast = true;\n"
            + "limit = null;\nday = System.DayOfWeek.Friday;", injected.Source);
        Assert.Equal(["injected-parameters"], injected.Tags);
        Assert.Equal("3 say \"hi\"\\ 0.001 1E+20 True  Friday", notebook.Cells[2].Data("text/plain"));
    }

    [Fact]
    public void A_second_run_replaces_the_injected_cell()
    {
        var notebook = Notebook();
        Assert.True(Run(notebook, ("epochs", "3")).Succeeded);
        Assert.True(Run(notebook, ("epochs", "4")).Succeeded);
        Assert.Equal(3, notebook.Cells.Count);
        Assert.Equal("epochs = 4;", notebook.Cells[1].Source);
        Assert.Equal(notebook.ToString(), NotebookDocument.Parse(notebook.ToString(), "a.ipynb").ToString());
    }

    [Fact]
    public void Names_and_values_that_do_not_fit_are_reported_together()
    {
        var notebook = Notebook();
        var result = Run(notebook, ("epoch", "3"), ("epochs", "many"), ("rate", "NaN"), ("fast", "yes"), ("fixedCount", "2"),
            ("day", "Someday"), ("list", "1"));
        Assert.Equal(
            "test.ipynb: cell 2: ParameterError: parameter epoch: no variable of that name; did you mean epochs? "
            + "parameter epochs: 'many' is not a value of type int. parameter rate: 'NaN' is not a value of type float. parameter fast: "
            + "'yes' is not a value of type bool. "
            + "parameter fixedCount: is a constant; declare it as a variable. parameter day: 'Someday' is not a value of type "
            + "System.DayOfWeek. parameter list: '1' is not a value of type int[].",
            result.Failure!.ToString());
        Assert.Equal("ParameterError", (string?)notebook.Cells[1].Outputs[0]!["ename"]);
        Assert.Empty(notebook.Cells[2].Outputs);
    }

    [Fact]
    public void A_notebook_without_a_parameters_cell_takes_none()
    {
        var error = Assert.Throws<NotebookException>(() => Run(NotebookBuilder.Of("var epochs = 1;"), ("epochs", "3")));
        Assert.Equal("test.ipynb: has no code cell tagged 'parameters', so it takes no parameters; tag the cell that declares them.",
            error.Message);
    }

    private static NotebookDocument Notebook() => NotebookBuilder.Of(
        (Declaring, "parameters"),
        ("FormattableString.Invariant($\"{epochs} {name} {rate} {factor} {fast} {limit} {day}\")", ""));

    private static RunResult Run(NotebookDocument notebook, params (string Name, string Value)[] values) =>
        NotebookRunner.Run(notebook, new() { ParameterValues = values.ToDictionary(value => value.Name, value => value.Value) });
}
