using Workbench.Kernel;
using Workbench.Kernel.Documents;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

public class NotebookDocumentTests
{
    // As Jupyter writes it: one space of indentation, non-ASCII as it is, numbers and unknown members untouched.
    private const string Usual = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "intro",
           "metadata": {
            "vendor": {
             "score": 1.0,
             "big": 1e300,
             "none": null
            }
           },
           "source": [
            "# Größe und 🎵 <b>fett</b> & \"mehr\"\n",
            "\n",
            "tab\t und \u001b Ende\\"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "c-1",
           "metadata": {
            "tags": [
             "parameters"
            ]
           },
           "outputs": [],
           "source": []
          },
          {
           "attachments": {},
           "cell_type": "raw",
           "id": "c_2",
           "metadata": {},
           "source": [
            "raw"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": "C#"
          },
          "zukunft": []
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    [Fact]
    public void Reading_and_writing_changes_no_byte()
    {
        var text = Usual.ReplaceLineEndings("\n");
        Assert.Equal(text, NotebookDocument.Parse(text, "a.ipynb").ToString());
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "sub", "a.ipynb"); // its folder is made by the writer
        NotebookDocument.Parse(text, "a.ipynb").Write(path);
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(text), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        NotebookDocument.Read(path).Write(path);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void Cells_are_read_by_kind_source_tags_and_count()
    {
        var notebook = NotebookDocument.Parse(Usual, "a.ipynb");
        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Raw], notebook.Cells.Select(cell => cell.Kind));
        Assert.Equal("# Größe und 🎵 <b>fett</b> & \"mehr\"\n\ntab\t und \u001b Ende\\", notebook.Cells[0].Source);
        Assert.Equal(["parameters"], notebook.Cells[1].Tags);
        Assert.Equal(3, notebook.Cells[1].ExecutionCount);
        Assert.Equal("Größe und 🎵 <b>fett</b> & \"mehr\"", notebook.Title);
    }

    [Fact]
    public void An_older_notebook_gets_ids_that_stay_the_same()
    {
        const string old =
            """
            {"cells":[{"cell_type":"code","metadata":{},"source":"a\nb"},{"cell_type":"code","source":"a\nb"}],
            "metadata":{},"nbformat":4,"nbformat_minor":2}
            """;
        var first = NotebookDocument.Parse(old, "a.ipynb");
        Assert.Equal(first.ToString(), NotebookDocument.Parse(old, "a.ipynb").ToString());
        Assert.Equal(first.ToString(), NotebookDocument.Parse(first.ToString(), "a.ipynb").ToString());
        Assert.Equal(2, first.Cells.Select(cell => cell.Id).Distinct().Count());
        Assert.Contains("\"nbformat_minor\": 5", first.ToString(), StringComparison.Ordinal);
        Assert.Contains("   \"source\": [\n    \"a\\n\",\n    \"b\"\n   ]", first.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n\"cells\": [}", "bad.ipynb: not JSON at line 2:")]
    [InlineData("[]", "bad.ipynb: not a notebook: the JSON is not an object.")]
    [InlineData("{}", "bad.ipynb: not a notebook: nbformat is missing, only 4 is read; open and save it with Jupyter to convert it.")]
    [InlineData("""{"nbformat": 3, "worksheets": []}""",
        "bad.ipynb: not a notebook: nbformat is 3, only 4 is read; open and save it with Jupyter to convert it.")]
    [InlineData("""{"nbformat": 4, "cells": 1}""", "bad.ipynb: not a notebook: there is no list of cells.")]
    [InlineData("""{"nbformat": 4, "cells": [1, {"cell_type": "kode", "source": 2, "metadata": []}]}""",
        "bad.ipynb: not a notebook: cell 1 is not an object; cell 2 has the type kode, which is not code, markdown or raw; "
        + "cell 2 has no source, a string or a list of strings; cell 2 has metadata that is not an object.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": {}, "metadata": {"tags": [1]}}]}""",
        "bad.ipynb: not a notebook: cell 1 has tags that are not a list of strings; cell 1 has outputs that are not a list.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [{}], "execution_count": "x"}]}""",
        "bad.ipynb: not a notebook: cell 1 has an output without a type; cell 1 has an execution count that is not a number.")]
    [InlineData("", "bad.ipynb: not JSON at line 1:")]
    [InlineData("""{"cells": [], "cells": [], "nbformat": 4}""", "bad.ipynb: not JSON at line 1: Duplicate property 'cells'")]
    [InlineData("""{"cells": [], "nbformat": 4, "metadata": {"a": "\ud800"}}""", "bad.ipynb: not JSON at line 1: ")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [{"output_type": "stream", "name": "a"}]}]}""",
        "bad.ipynb: not a notebook: cell 1 has an output of a stream without name or text.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [{"output_type": "pyout", "data": {}}]}]}""",
        "bad.ipynb: not a notebook: cell 1 has an output of the type pyout, which is not stream, display_data, execute_result or error.")]
    [InlineData(
        """
        {"nbformat": 4, "cells": [{"cell_type": "code", "source": "",
        "outputs": [{"output_type": "display_data", "data": {"text/html": 1}}]}]}
        """,
        "bad.ipynb: not a notebook: cell 1 has an output whose text/html is not text.")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "", "attachments": {"a.png": "x"}}]}""",
        "bad.ipynb: not a notebook: cell 1 has attachments that are not files by name and MIME type.")]
    [InlineData("""{"nbformat": 4, "cells": [1, 2, 3, 4, 5, 6, 7]}""",
        "bad.ipynb: not a notebook: cell 1 is not an object; cell 2 is not an object; cell 3 is not an object; cell 4 is not an object; "
        + "cell 5 is not an object; and 2 more.")]
    [InlineData(
        """{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "", "id": "a"}, {"cell_type": "raw", "source": "", "id": "a"}]}""",
        "bad.ipynb: not a notebook: cell 2 has the id a of an earlier cell.")]
    public void A_malformed_notebook_is_refused_with_all_that_is_wrong(string json, string message)
    {
        var error = Assert.Throws<NotebookException>(() => NotebookDocument.Parse(json, "bad.ipynb"));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_in_the_encoding_that_it_says_and_else_must_be_UTF_8()
    {
        using var folder = new TempFolder();
        var text = NotebookBuilder.Of("\"ä🎵\"").ToString();
        foreach (var encoding in new[] { System.Text.Encoding.UTF8, System.Text.Encoding.Unicode, System.Text.Encoding.BigEndianUnicode })
        {
            var path = folder.Write("a.ipynb", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            Assert.Equal(text, NotebookDocument.Read(path).ToString());
        }
        foreach (var encoding in new[] { System.Text.Encoding.Latin1, System.Text.Encoding.Unicode })
        {
            var path = folder.Write("a.ipynb", encoding.GetBytes(text));
            var error = Assert.Throws<NotebookException>(() => NotebookDocument.Read(path));
            Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        }
        Assert.Throws<NotebookException>(() => NotebookDocument.Read(folder.Path));
    }

    [Fact]
    public void An_absent_file_is_named()
    {
        var error = Assert.Throws<NotebookException>(() => NotebookDocument.Read(Path.Combine("nowhere", "x.ipynb")));
        Assert.StartsWith(Path.Combine("nowhere", "x.ipynb") + ": ", error.Message, StringComparison.Ordinal);
    }
}
