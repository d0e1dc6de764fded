namespace Guanxi.Exchange.Reading;

/// <summary>Reads the fields of the present record by their column, and collects what is wrong with them.</summary>
internal class RowFields
{
    private readonly FileReading reading;
    private readonly DelimitedReader record;
    private readonly List<RowError> errors;
    private readonly TextPool[] pools;
    private readonly string[] lastDates;
    private readonly SourceMoment[] lastMoments;
    private IReadOnlyDictionary<int, string>? corrected;

    public RowFields(FileReading reading, DelimitedReader record, List<RowError> errors)
    {
        (this.reading, this.record, this.errors) = (reading, record, errors);
        var columns = Math.Max(reading.Shape.Columns, reading.Columns.Columns.Values.DefaultIfEmpty(0).Max() + 1);
        pools = [.. Enumerable.Range(0, columns).Select(_ => new TextPool())];
        lastDates = [.. Enumerable.Repeat("", columns)];
        lastMoments = new SourceMoment[columns];
    }

    /// <summary>To be called for each record before its fields are read.</summary>
    /// <returns>False where the record itself is broken, which is among the errors.</returns>
    public bool Begin()
    {
        corrected = reading.Corrections.Count == 0 ? null : reading.Corrections.GetValueOrDefault(record.Line);
        var code = record.Problem switch
        {
            RecordProblem.None when record.Fields < reading.Shape.Columns || HasMore() => RowErrorCodes.ColumnCount,
            RecordProblem.None => null,
            RecordProblem.QuoteNeverCloses => RowErrorCodes.QuoteNeverCloses,
            RecordProblem.TextAfterQuote => RowErrorCodes.TextAfterQuote,
            _ => RowErrorCodes.TooLong,
        };
        if (code is not null) errors.Add(RowError.Of(record.Line, null, code, record[0]));
        return code is null;
    }

    public ReadOnlySpan<char> Value(int column) =>
        corrected is not null && corrected.TryGetValue(column, out var value) ? value : record[column];

    /// <param name="detail">What the text names beside column and value.</param>
    public void Fail(int column, string code, string? detail = null) =>
        errors.Add(RowError.Of(record.Line, column >= 0 ? column : null, code, column >= 0 ? Value(column) : default) with { Detail = detail });

    /// <summary>What stands there, shortened and unchecked; null for nothing.</summary>
    public string? Peek(int column) =>
        column >= 0 && column < record.Fields && FieldText.Bare(Value(column)) is { IsEmpty: false } value
            ? FieldText.OneLine((value.Length <= RowError.LongestValue ? value : value[..RowError.LongestValue]).ToString()) : null;

    public string? Text(int column, int longest)
    {
        if (column < 0) return null;
        var value = FieldText.Bare(Value(column));
        if (value.IsEmpty || !IsSound(column, value, longest)) return null;
        return value.ContainsAnyInRange('\0', '\u001F') || value.ContainsAny('\u3000', '\u00A0') ? FieldText.OneLine(value.ToString()) : pools[column].Of(value);
    }

    /// <summary>Own words, with their line breaks.</summary>
    public string? Words(int column, int longest)
    {
        var value = FieldText.Bare(Value(column));
        return value.IsEmpty || !IsSound(column, value, longest) ? null : value.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>A code or number that is text: leading zeros stay, and digits that a spreadsheet destroyed are not made up.</summary>
    public string? Code(int column, int longest)
    {
        var text = Text(column, longest);
        if (text is null || !FieldText.IsScientific(text)) return text;
        Fail(column, RowErrorCodes.DigitsLost);
        return null;
    }

    /// <returns>False where the field says something that is no number; an empty field is null.</returns>
    public bool Number(int column, decimal most, out decimal? number, out string? currency)
    {
        (number, currency) = (null, null);
        if (column < 0 || Value(column).IsWhiteSpace()) return true;
        if (!NumberText.TryRead(Value(column), reading.Decimals, out var value, out currency)) Fail(column, RowErrorCodes.NumberUnreadable);
        else if (Math.Abs(value) > most) Fail(column, RowErrorCodes.NumberOutOfRange);
        else
        {
            number = value;
            return true;
        }

        return false;
    }

    public bool Moment(int column, out SourceMoment moment)
    {
        var value = Value(column);
        moment = lastMoments[column];
        if (lastDates[column].Length > 0 && value.SequenceEqual(lastDates[column])) return true;
        if (value.IsWhiteSpace()) Fail(column, RowErrorCodes.DateMissing);
        else if (!reading.Dates.TryRead(value, out moment)) Fail(column, RowErrorCodes.DateUnreadable);
        else
        {
            (lastDates[column], lastMoments[column]) = (value.ToString(), moment);
            return true;
        }

        return false;
    }

    private bool IsSound(int column, ReadOnlySpan<char> value, int longest)
    {
        if (value.Length > longest) Fail(column, RowErrorCodes.TextTooLong);
        else if (value.ContainsAny('\0', TextEncoding.Undecodable)) Fail(column, RowErrorCodes.Unreadable);
        else return true;
        return false;
    }

    /// <summary>Empty fields at the end are stray delimiters; a value there means that the row is shifted.</summary>
    private bool HasMore()
    {
        for (var column = reading.Shape.Columns; column < record.Fields; column++)
            if (!record[column].IsWhiteSpace()) return true;
        return false;
    }
}
