using Workbench.Kernel;
using Workbench.Kernel.Formatting;

namespace Workbench.Tests.Kernel;

public class InteractiveFormatterTests
{
    private readonly InteractiveFormatter formatter = new();

    [Fact]
    public void Formatters_of_a_compiled_type_are_found_by_the_name_of_the_attribute()
    {
        Assert.Equal("""{"text/html":"<b>C#</b>","application/json":{"note":"C#"},"text/plain":"note C#"}""",
            formatter.Format(new Note("C#")).ToJson().ToJsonString(RelaxedJson));
        Assert.Equal("""{"text/html":"<b>D</b>"}""", formatter.Format(new Note("D"), "text/html").ToJson().ToJsonString(RelaxedJson));
    }

    [Fact]
    public void A_bundle_is_shown_as_it_is()
    {
        var bundle = MimeBundle.Of("text/html", "<i>x</i>").Add("text/plain", "x");
        Assert.Same(bundle, formatter.Format(bundle));
    }

    [Fact]
    public void A_mime_type_without_formatter_is_refused()
    {
        var error = Assert.Throws<NotebookException>(() => formatter.Format(new Note("C#"), "image/png"));
        Assert.Equal("Note has no rendering as image/png.", error.Message);
    }

    [Fact]
    public void Text_that_is_not_json_is_no_json_rendering()
    {
        var error = Assert.Throws<NotebookException>(() => MimeBundle.Of("application/json", "{"));
        Assert.StartsWith("The formatter for application/json wrote what is not JSON: ", error.Message, StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions RelaxedJson = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
    {
        public Type FormatterSourceType { get; } = formatterSourceType;

        public string[] PreferredMimeTypes { get; set; } = [];
    }

    [TypeFormatterSource(typeof(NoteFormatters), PreferredMimeTypes = ["text/html", "application/json", "text/plain"])]
    private sealed record Note(string Text);

    private sealed class NoteFormatters
    {
        private readonly NoteFormatter[] formatters =
        [
            new("text/html", note => $"<b>{note.Text}</b>"),
            new("application/json", note => $$"""{"note":"{{note.Text}}"}"""),
            new("text/plain", note => $"note {note.Text}"),
        ];

        public NoteFormatter[] CreateTypeFormatters() => formatters;
    }

    private sealed record NoteFormatter(string MimeType, Func<Note, string> Render)
    {
        public bool Format(object value, TextWriter writer)
        {
            writer.Write(Render((Note)value));
            return true;
        }
    }
}
