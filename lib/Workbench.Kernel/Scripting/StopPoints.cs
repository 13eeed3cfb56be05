using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Workbench.Kernel.Scripting;

/// <summary>
/// Makes the loops of a cell interruptible: a check at the head of every loop body, on the same line, so that line numbers
/// stay. (<c>ControlledExecution</c>, which aborts threads, takes the whole process down on Linux.)
/// </summary>
internal static class LoopChecks
{
    private const string Check = $" global::{nameof(Workbench)}.{nameof(Kernel)}.{nameof(Scripting)}.{nameof(Interruption)}.{nameof(Interruption.Check)}(); ";

    public static SourceText Insert(SourceText code, SyntaxNode root)
    {
        var inserts = new List<(int Position, string Text)>();
        foreach (var body in root.DescendantNodes().Select(Body).OfType<StatementSyntax>().Where(body => !body.ContainsDiagnostics))
            if (body is BlockSyntax block)
                inserts.Add((block.OpenBraceToken.Span.End, Check));
            else
                inserts.AddRange([(body.SpanStart, "{" + Check), (body.Span.End, " }")]);
        if (inserts.Count == 0)
            return code;
        var text = new StringBuilder(code.ToString());
        // From the end, so that positions stay true. Where two inserts meet they are closing braces of nested loops.
        foreach (var (position, insert) in inserts.OrderByDescending(insert => insert.Position))
            text.Insert(position, insert);
        return SourceText.From(text.ToString(), code.Encoding);
    }

    private static StatementSyntax? Body(SyntaxNode node) => node switch
    {
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        _ => null,
    };
}
