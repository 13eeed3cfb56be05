using System.Text;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Docs.Pages;

/// <summary>The members of <c>experiment.json</c>, from the records that it is read into.</summary>
internal static class SpecPage
{
    public static MadePage Make(CodeDocumentation documentation)
    {
        var page = new StringBuilder($$"""
            # Specs as JSON

            Everything that decides a result is one file, `experiment.json` in the folder of a run. `workbench train FILE` trains it, and
            `--set training.epochs=5` or `lab.With("training.epochs", 5)` changes a member by its path. Members that are left out have
            their default; unknown ones are refused. What has kinds says which by its member `kind`. The smallest experiment is
            `{ "dataset": "demo" }`; the usual one in full:

            ```json
            {{SpecJson.Write(new ExperimentSpec { Dataset = "demo" })}}
            ```


            """);
        foreach (var type in SpecType.Below(typeof(ExperimentSpec)))
        {
            page.Append($"## {type.Name}\n\n{documentation.Of(type.Type)} <xref:{type.Type.FullName}>\n\n");
            if (type.Kinds.Count == 0)
                page.Append(Members(type, documentation));
            foreach (var (kind, inner) in type.Kinds)
                page.Append($"### {type.Name}: {kind}\n\n{documentation.Of(inner.Type)}\n\n{Members(inner, documentation)}");
        }
        return new("reference/specs", page.ToString());
    }

    private static string Members(SpecType type, CodeDocumentation documentation) => type.Members.Count == 0 ? "" : MarkdownTable.Of(
        ["member", "value", "default", "meaning"],
        type.Members.Select(member => (string[])
            [$"`{member.Name}`", member.Values, member.Default, documentation.Of(member.Property)]));
}
