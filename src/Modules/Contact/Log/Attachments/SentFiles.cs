using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>Files out of a request.</summary>
internal static class SentFiles
{
    /// <summary>The name of the input.</summary>
    public const string Input = "files";

    /// <summary>Of a page's form. Before the page sees them the framework has put those of more than 64 kB on the disk.</summary>
    public static IReadOnlyList<IFormFile> ChosenFiles(this HttpRequest request) => request.HasFormContentType ? request.Form.Files.GetFiles(Input) : [];

    public static async IAsyncEnumerable<SentFile> Opened(this IEnumerable<IFormFile> files)
    {
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            yield return new(file.FileName, content);
        }
    }

    /// <summary>Of a body of several parts, straight off the line: whoever stops asking reads no further.</summary>
    public static async IAsyncEnumerable<SentFile> Parts(this HttpRequest request, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        Refuse.If(string.IsNullOrEmpty(boundary) || boundary.Length > 70, "contact.attachment.unreadable");
        var reader = new MultipartReader(boundary, request.Body);
        while (await Next(reader, ct) is { } part)
            if (part.AsFileSection() is { } file) yield return new(file.FileName, part.Body);
    }

    private static async Task<MultipartSection?> Next(MultipartReader reader, CancellationToken ct)
    {
        try { return await reader.ReadNextSectionAsync(ct); }
        catch (Exception fault) when (IsCutOff(fault)) { throw new RefusedException("contact.attachment.unreadable"); }
    }

    /// <summary>The body ends, or goes on, where its own boundary says it doesn't.</summary>
    public static bool IsCutOff(Exception fault) => fault is InvalidDataException || (fault is IOException and not BadHttpRequestException);
}
