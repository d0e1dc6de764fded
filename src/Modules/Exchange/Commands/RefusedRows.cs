using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Commands;

/// <summary>The rows that an import refuses, as its command tells of them: the first ones here, all of them in a file.</summary>
/// <param name="Errors">The first ones.</param>
/// <param name="ErrorsFile">Where all of them are; null where none was asked for, or no row is refused.</param>
internal sealed record RefusedRows(IReadOnlyList<RefusedRow> Errors, string? ErrorsFile)
{
    private const int Shown = 10;

    public static RefusedRows Of(RowFindings findings, FileSurvey survey, string? file, Texts texts) =>
        new([.. findings.FirstErrors.Take(Shown).Select(error => RefusedRow.Of(error, survey, texts))], file);

    /// <exception cref="RefusedException">Nothing can be written there, or it is the source itself.</exception>
    public static void MakeSureOf(FileInfo? errors, FileInfo source)
    {
        if (errors is null) return;
        Refuse.If(errors.FullName == source.FullName, "exchange.errors.same_file", errors.FullName);
        var (there, writable) = (errors.Exists, false);
        try
        {
            errors.Open(FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            if (!there) errors.Delete();
            writable = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Said below.
        }
        Refuse.If(!writable, "exchange.errors.unwritable", errors.FullName);
    }

    public void Tell(Texts texts, int rejected, Action<string> line)
    {
        foreach (var row in Errors) line(texts["exchange.command.refused_row", row.Line, row.Message]);
        var more = rejected - Errors.Select(row => row.Line).Distinct().Count();
        if (more > 0) line(texts[ErrorsFile is null ? "exchange.command.refused_more_option" : "exchange.command.refused_more", more]);
        if (ErrorsFile is not null) line(texts["exchange.command.refused_file", ErrorsFile]);
    }
}

/// <summary>One thing that is wrong with one row.</summary>
/// <param name="Line">1-based line of the file.</param>
/// <param name="Column">Name of the column, or its number from 1 where it has no name; null where the whole row is meant.</param>
/// <param name="Code">Stable; the message is for people.</param>
internal sealed record RefusedRow(int Line, string? Column, string Code, string Message)
{
    public static RefusedRow Of(RowError error, FileSurvey survey, Texts texts) => new(error.Line,
        error.Column is { } at ? ErrorWords.ColumnName(survey.Header, at) ?? (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : null, error.Code, ErrorWords.Of(texts, error, survey.Header));
}
