using System.Text;
using Guanxi.Files;

namespace Guanxi.Tests.Contact.Attachments;

/// <summary>A file is what its first bytes and the ending of its name say together.</summary>
[Trait("Row", "ENG-1"), Trait("Suite", "once")]
public sealed class FileKindTests
{
    private static readonly byte[] Sheet = FileGiven.Packed("docProps/app.xml", "[Content_Types].xml", "xl/workbook.xml");

    private static readonly Dictionary<string, byte[]> Good = new()
    {
        ["a.jpg"] = [0xFF, 0xD8, 0xFF, 0xE0, 1], ["A.JPEG"] = [0xFF, 0xD8, 0xFF, 0xDB, 1], ["a.png"] = FileGiven.Png, ["a.gif"] = "GIF89a\u0001\0"u8.ToArray(), ["a.webp"] = "RIFF\0\0\0\0WEBPVP8 "u8.ToArray(),
        ["a.heic"] = "\0\0\0\u0018ftypheic\0\0"u8.ToArray(), ["a.tif"] = "II*\0...."u8.ToArray(), ["a.pdf"] = FileGiven.Pdf(),
        ["a.docx"] = FileGiven.Packed("[Content_Types].xml", "word/document.xml"), ["a.xlsx"] = Sheet, ["a.pptx"] = FileGiven.Packed("ppt/presentation.xml"), ["locked.xlsx"] = FileGiven.Old("EncryptionInfo", "EncryptedPackage"),
        ["a.doc"] = FileGiven.Old("Root Entry", "WordDocument"), ["a.xls"] = FileGiven.Old("Workbook"), ["older.xls"] = FileGiven.Old("Book"), ["a.ppt"] = FileGiven.Old("PowerPoint Document"),
        ["utf8.txt"] = Encoding.UTF8.GetBytes("会议纪要\r\n"), ["bom.csv"] = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("姓名,电话")], ["gb.csv"] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0x31], ["utf16.txt"] = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("会议")],
        ["a.mp3"] = "ID3\x04\0"u8.ToArray(), ["bare.mp3"] = [0xFF, 0xFB, 0x90, 0x64, 0], ["a.m4a"] = "\0\0\0 ftypM4A \0\0"u8.ToArray(), ["a.aac"] = [0xFF, 0xF1, 0x50, 0x80, 0], ["a.wav"] = "RIFF\0\0\0\0WAVEfmt "u8.ToArray(), ["a.amr"] = "#!AMR\n"u8.ToArray(), ["a.ogg"] = "OggS\0"u8.ToArray(),
        ["a.zip"] = FileGiven.Packed("x"),
    };

    [Fact]
    public void What_is_what_its_name_says_is_taken() => Good.Where(f => !Is(f.Key, f.Value)).Select(f => f.Key).ShouldBeEmpty();

    [Fact]
    public void No_file_passes_under_the_ending_of_another_kind()
    {
        var passed = from file in Good
                     from kind in FileKinds.All
                     where !kind.Endings.Contains(Path.GetExtension(file.Key).TrimStart('.').ToLowerInvariant())
                     let stream = new MemoryStream(file.Value)
                     where kind.Is(stream)
                     select $"{file.Key} as {kind.Endings[0]}";

        // A document is a packed file, too, and text is text: these are told apart by their endings alone. What has a password on it can't be looked into.
        passed.Except(["a.docx as zip", "a.xlsx as zip", "a.pptx as zip", "utf8.txt as csv", "utf16.txt as csv", "bom.csv as txt", "gb.csv as txt", "locked.xlsx as docx", "locked.xlsx as pptx"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("setup.pdf")]
    [InlineData("setup.docx")]
    [InlineData("setup.doc")]
    [InlineData("setup.jpg")]
    [InlineData("setup.txt")]
    [InlineData("setup.mp3")]
    public void A_program_under_another_name_is_refused(string name) => Is(name, FileGiven.Program).ShouldBeFalse();

    [Theory]
    [InlineData("page.html")]
    [InlineData("page.htm")]
    [InlineData("drawing.svg")]
    [InlineData("invoice.pdf.exe")]
    [InlineData("run.js")]
    [InlineData("macro.docm")]
    [InlineData("README")]
    [InlineData("mail.eml")]
    public void Endings_that_the_product_does_not_know_are_nothing(string name) => FileKinds.ByName(name).ShouldBeNull();

    [Theory]
    [InlineData("<!DOCTYPE html><p>")]
    [InlineData("\uFEFF  \r\n<svg onload='alert(1)'/>")]
    [InlineData("<?xml version='1.0'?><svg/>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("#!/bin/sh\nrm -rf /")]
    [InlineData("%PDF-1.7")]
    [InlineData("{\\rtf1\\object}")]
    [InlineData("name,\u0001\u0000")]
    public void Text_is_neither_a_page_nor_a_script_nor_anything_with_signs_of_programs(string text) => Is("a.txt", Encoding.UTF8.GetBytes(text)).ShouldBeFalse();

    [Fact]
    public void A_packed_file_is_a_document_by_what_is_in_it_and_has_no_macros()
    {
        Is("a.docx", FileGiven.Packed("setup.exe")).ShouldBeFalse();
        Is("a.docx", Sheet).ShouldBeFalse();
        Is("a.docx", FileGiven.Packed("word/document.xml", "word/vbaProject.bin")).ShouldBeFalse();
        Is("a.docx", "PK\x03\x04 and nothing more"u8.ToArray()).ShouldBeFalse();
        Is("a.doc", FileGiven.Old("Installer")).ShouldBeFalse();
    }

    [Fact]
    public void A_packed_file_whose_list_of_parts_is_endless_is_not_read()
    {
        // The record at the end says that the list begins at the beginning.
        byte[] end = [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 46, 0, 0, 0, 0, 0, 0, 0, 0, 0];

        Is("a.docx", [0x50, 0x4B, 3, 4, .. new byte[6 << 20], .. end]).ShouldBeFalse();
    }

    private static bool Is(string name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return FileKinds.ByName(name)!.Is(stream);
    }
}
