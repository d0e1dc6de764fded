namespace Guanxi.Http;

/// <summary>The address that people outside are given: in links to be sent, and in codes that hang in shops.</summary>
/// <param name="named">As the firm named it at the start, without a path; null to go by the address that the page at hand was asked for by.</param>
public sealed class PublicAddress(Uri? named)
{
    /// <summary>A path of this product as an address that leads there from anywhere.</summary>
    /// <param name="path">From the root, e.g. <c>/complain/abc</c>.</param>
    /// <param name="seen">The address of the request at hand: scheme and host are taken where none was named.</param>
    public string Of(string path, Uri seen) => new Uri(named ?? seen, path).ToString();

    /// <summary>What may be named: http or https, a host, no path, question or user.</summary>
    public static bool MayBe(Uri uri) => uri is { IsAbsoluteUri: true, Scheme: "http" or "https", AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
