using System.Text;

namespace Guanxi.Exchange.Reading;

/// <summary>Writes the refused rows as a file of the same columns, and one more that says what is wrong. Once put right it
/// can be loaded as it is: the added column is read over.</summary>
internal static class ErrorRowsFile
{
    /// <param name="problemColumn">Name of the added column, one of those that <see cref="HeaderWords.IsProblemColumn"/> knows.</param>
    /// <param name="say">The text of one error, in the language of the person who loads it.</param>
    /// <param name="hide">What the reader sees of a value, by line and column; null where everything.</param>
    public static void Write(
        SourceFile source, FileReading reading, IEnumerable<RowError> errors, string problemColumn, Func<RowError, string> say, Stream output, Func<int, int, string, string>? hide = null)
    {
        var shape = reading.Shape;
        var problems = errors.GroupBy(error => error.Line).ToDictionary(row => row.Key, row => string.Join("; ", row.Select(say)));
        using var reader = shape.Read(source);
        // A spreadsheet takes UTF-8 for UTF-8 only where it begins with a mark.
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        // Values with blanks can't be told apart by blanks.
        var sign = shape.Delimiter == Delimiter.Blanks ? ',' : shape.DelimiterSign;
        var header = shape.HasHeader && reader.Read() ? reader.Fields : 0;
        // Of a file that is an error file already, the column is used again.
        var own = header > 0 && HeaderWords.IsProblemColumn(reader[header - 1].ToString()) ? header - 1 : -1;
        var columns = own >= 0 ? own : Math.Max(shape.Columns, header);
        if (header > 0) WriteRow(writer, reader, sign, columns, problemColumn, null, own, hide);
        while (reader.Read())
            if (problems.TryGetValue(reader.Line, out var problem)) WriteRow(writer, reader, sign, columns, problem, reading.Corrections.GetValueOrDefault(reader.Line), own, hide);
    }

    private static void WriteRow(
        StreamWriter writer, DelimitedReader row, char sign, int columns, string last, IReadOnlyDictionary<int, string>? corrected, int leftOut, Func<int, int, string, string>? hide)
    {
        for (var column = 0; column < Math.Max(columns, row.Fields); column++)
        {
            if (column == leftOut) continue;
            var value = corrected?.GetValueOrDefault(column) ?? row[column];
            WriteField(writer, hide is null ? value : hide(row.Line, column, value.ToString()), sign);
            writer.Write(sign);
        }

        WriteField(writer, last, sign);
        writer.WriteLine();
    }

    private static void WriteField(StreamWriter writer, ReadOnlySpan<char> field, char sign)
    {
        // A spreadsheet would work out what looks like a formula. Its sign for "this is text" is taken off again when the file is read.
        if (FieldText.IsFormula(field)) field = string.Concat("'", field);
        if (field.IndexOfAny([sign, '"', '\r', '\n']) < 0 && !(field.Length > 0 && field[0] == ' '))
        {
            writer.Write(field);
            return;
        }

        writer.Write('"');
        foreach (var letter in field)
        {
            if (letter == '"') writer.Write('"');
            writer.Write(letter);
        }

        writer.Write('"');
    }
}
